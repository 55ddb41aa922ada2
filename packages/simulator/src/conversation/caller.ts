import { CodecError, type ErrorObject, type RequestCall } from "@galaxy-kit/protocol";
import { type Clock, deadline } from "../clock.js";
import type { Severity } from "../reporting/problem.js";
import type { Recorder } from "../reporting/recorder.js";
import { describeError, nameOfError } from "../wire/describe-error.js";
import type { Peer } from "../wire/peer.js";
import { decodeLeniently } from "./decode-leniently.js";

/** The outcome of a request. `number` is that of the response in the journal. */
export type Outcome<Result> =
  | { readonly ok: true; readonly value: Result; readonly number: number | undefined }
  | { readonly ok: false; readonly why: "error"; readonly message: string; readonly error: ErrorObject }
  | { readonly ok: false; readonly why: "bad result" | "no response"; readonly message: string };

/** The options of a call. */
export interface CallOptions {
  /** The time limit in milliseconds. Without it, the client waits indefinitely. */
  readonly limit?: number;
  /** The severity of an error response. */
  readonly severityOf?: (error: ErrorObject) => Severity;
}

/** Makes the calls that the protocol defines, and reports each that fails. */
export class Caller {
  constructor(
    private readonly peer: Peer,
    private readonly clock: Clock,
    private readonly recorder: Recorder,
    /** Aborts when the session is over, after which no response can arrive. */
    private readonly signal: AbortSignal,
  ) {}

  /** Rejects only when the session is over. */
  async call<Params extends object, Result>(
    call: RequestCall<Params, Result>,
    params: Params,
    options: CallOptions = {},
  ): Promise<Outcome<Result>> {
    this.signal.throwIfAborted();
    const { method } = call;
    const { id, response } = this.peer.request(method, call.params.encode(params));
    const cancelTimeout =
      options.limit === undefined
        ? undefined
        : deadline(this.clock, options.limit, () => {
            this.peer.drop(id);
          });
    const where = { method, messageId: id };
    const raw = await response.finally(cancelTimeout);

    if (raw === undefined) {
      const message = `no response within ${(options.limit ?? 0) / 1000} s`;
      this.recorder.problem({ ...where, kind: "no-response", message });
      return { ok: false, why: "no response", message };
    }
    if ("unreadable" in raw) return { ok: false, why: "bad result", message: raw.unreadable };
    if ("error" in raw) {
      this.#reportError(raw.error, where, options.severityOf?.(raw.error) ?? "error");
      return { ok: false, why: "error", message: describeError(raw.error), error: raw.error };
    }
    try {
      const value = decodeLeniently(call.result, raw.result, where, this.recorder);
      return { ok: true, value, number: raw.number };
    } catch (error) {
      if (!(error instanceof CodecError)) throw error;
      this.recorder.problem({ ...where, kind: "bad-result", message: error.message });
      return { ok: false, why: "bad result", message: error.message };
    }
  }

  #reportError(error: ErrorObject, where: { method: string; messageId: string }, severity: Severity): void {
    this.recorder.problem({ ...where, kind: "error-response", severity, message: describeError(error), detail: error });
    if (nameOfError(error) === undefined) {
      const message = "the error has no data.internal_type, which names it";
      this.recorder.problem({ ...where, kind: "bad-error", severity: "warning", message, detail: error });
    }
  }
}
