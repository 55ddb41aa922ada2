import { type Codec, CodecError, Findings, type ImportCall } from "@galaxy-kit/protocol";
import type { ImportResult } from "@galaxy-kit/sdk/internal";
import { fromThrownInImport } from "../rpc/error-object.js";
import type { Notifier } from "../rpc/notifier.js";
import type { Handler } from "../wiring/handlers.js";
import { InvalidResult } from "../wiring/invalid-result.js";
import type { ImportFaults } from "./import-faults.js";
import type { MissingIds } from "./missing-ids.js";

/** Completes the result of an id, which is valid; throws what becomes its failure. */
export type Amend = (id: string, result: ImportResult<unknown>) => unknown;

/** Where the messages of an import go: to the client, as a rule. */
export type ImportSink = Pick<Notifier, "send" | "sendFailure">;

/** Sends the messages of one import. */
export class ImportMessages<Value> {
  readonly #findings = new Findings();

  constructor(
    private readonly call: ImportCall<Value>,
    private readonly handler: Handler,
    private readonly sink: ImportSink,
    private readonly faults: ImportFaults,
    private readonly missing: MissingIds,
    private readonly amend?: Amend,
  ) {}

  /** An invalid or unreadable value becomes the failure of its id. */
  success(id: string, value: unknown): void {
    if (!this.amend) {
      this.#send(id, value);
      return;
    }
    let valid: Value;
    try {
      valid = this.#finding(
        id,
        (findings) => validOf(this.call.success.params, { id, value: value as Value }, findings).value,
      );
    } catch (error) {
      this.failure(id, error);
      return;
    }
    const completed = complete(this.amend, id, { value: valid });
    if ("error" in completed) this.#fail(id, completed.error);
    else this.#send(id, completed.value);
  }

  #send(id: string, value: unknown): void {
    try {
      this.#finding(id, (findings) => {
        this.sink.send(this.call.success, { id, value: value as Value }, findings);
      });
      this.missing.delete(id);
    } catch (error) {
      this.#fail(id, error);
    }
  }

  /** Does something with the value of an id, and notes what is found in it. */
  #finding<T>(id: string, work: (findings: Findings) => T): T {
    const found = this.#findings.size;
    try {
      const result = work(this.#findings);
      if (this.#findings.size > found) this.#findings.within(id, found);
      return result;
    } catch (error) {
      this.#findings.forget(found);
      throw error instanceof CodecError
        ? new InvalidResult(
            `${this.handler.name} (${this.handler.decorator}) returned an invalid value for ${JSON.stringify(id)}: ${error.message}`,
          )
        : error;
    }
  }

  empty(id: string): void {
    this.success(id, this.call.empty(id));
  }

  failure(id: string, thrown: unknown): void {
    const completed = this.amend ? complete(this.amend, id, { error: thrown }) : { error: thrown };
    if ("error" in completed) {
      this.#fail(id, completed.error);
      return;
    }
    // What an amendment makes up for is a failure all the same.
    this.faults.add(id, thrown);
    this.#send(id, completed.value);
  }

  #fail(id: string, thrown: unknown): void {
    this.missing.delete(id);
    this.faults.add(id, thrown);
    this.sink.sendFailure(this.call.failure, id, fromThrownInImport(thrown));
  }

  /** Sends nothing: the ids belong to something else, or are written in another form. */
  unrequested(count: number, first: string): void {
    const what = count === 1 ? "a result for an id that was" : `results for ${count} ids that were`;
    this.#report(`${what} not requested, such as ${JSON.stringify(first)}`);
  }

  /** Sends nothing: the client has the first result. */
  repeated(count: number, first: string): void {
    const what = count === 1 ? "a second result for" : `${count} further results for ids that already had one, such as`;
    this.#report(`${what} ${JSON.stringify(first)}`);
  }

  #report(what: string): void {
    this.handler.logFailure(new InvalidResult(`${this.handler.name} (${this.handler.decorator}) returned ${what}`));
  }

  get hasItemFinished(): boolean {
    return this.call.itemFinished !== undefined;
  }

  itemFinished(id: string): void {
    // It may have had no result: a subscription without pages has no games.
    this.missing.delete(id);
    if (this.call.itemFinished) this.sink.send(this.call.itemFinished, { id });
  }

  /** Logs what was found in the values. */
  reportFindings(): void {
    this.handler.report(this.#findings);
  }

  finished(): void {
    this.sink.send(this.call.finished, undefined);
  }
}

/** Returns the plain form of what an author has passed, without what is absent or unknown. */
export function validOf<T>(codec: Codec<T>, value: T, findings: Findings): T {
  return codec.decode(codec.encode(value, findings));
}

function complete(amend: Amend, id: string, result: ImportResult<unknown>): ImportResult<unknown> {
  try {
    return { value: amend(id, result) };
  } catch (error) {
    return { error };
  }
}
