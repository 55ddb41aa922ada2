import { CodecError, type ImportCall } from "@galaxy-kit/protocol";
import { fromThrownInImport, toErrorObject } from "../rpc/error-object.js";
import type { Notifier } from "../rpc/notifier.js";
import { type Handler, WrongResult } from "../wiring/handlers.js";

/** The messages of one import. */
export class ImportMessages<Value> {
  constructor(
    private readonly call: ImportCall<Value>,
    private readonly handler: Handler,
    private readonly notifier: Notifier,
  ) {}

  /** A value that does not fit, or cannot even be read, becomes the failure of its id. */
  success(id: string, value: unknown): void {
    try {
      this.notifier.send(this.call.success, { id, value: value as Value });
    } catch (error) {
      if (!(error instanceof CodecError)) this.failure(id, error);
      else
        this.failure(
          id,
          new WrongResult(
            `${this.handler.name} (${this.handler.decorator}) returned for ${JSON.stringify(id)}: ${error.message}`,
          ),
        );
    }
  }

  empty(id: string): void {
    this.notifier.send(this.call.success, { id, value: this.call.empty(id) });
  }

  failure(id: string, thrown: unknown): void {
    this.handler.logFailure(thrown);
    this.notifier.send(this.call.failure, { id, error: toErrorObject(fromThrownInImport(thrown)) });
  }

  /** Nothing is sent: the ids are those of something else, or written in another way. */
  notAskedFor(count: number, first: string): void {
    const what = `${count} ids that nobody has asked for, such as ${JSON.stringify(first)}`;
    this.handler.logFailure(new WrongResult(`${this.handler.name} (${this.handler.decorator}) answered ${what}`));
  }

  get tellsItemFinished(): boolean {
    return this.call.itemFinished !== undefined;
  }

  itemFinished(id: string): void {
    if (this.call.itemFinished) this.notifier.send(this.call.itemFinished, { id });
  }

  finished(): void {
    this.notifier.send(this.call.finished, undefined);
  }
}
