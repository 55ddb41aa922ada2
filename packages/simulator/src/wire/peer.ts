import { applicationErrors, type MessageId } from "@galaxy-kit/protocol";
import type { Clock } from "../clock.js";
import type { Recorder } from "../reporting/recorder.js";
import type { RawResponse } from "./message.js";
import { readLine, type ReadMessage } from "./read-line.js";
import { RpcError } from "./rpc-error.js";
import { sortedJson } from "./sorted-json.js";
import { answeredBy } from "./unreadable-response.js";

/** Handles the calls of an integration. */
export interface PeerHandlers {
  notification(method: string, params: unknown): void;
  /** Resolves to the result. Throws an {@link RpcError} to respond with an error. */
  request(method: string, params: unknown, id: MessageId): Promise<unknown>;
}

/** A request that was sent. */
export interface SentRequest {
  readonly id: string;
  /** Resolves to undefined if the request was dropped. */
  readonly response: Promise<NumberedResponse | undefined>;
}

/** A response, with the number of its entry in the journal if it has one of its own. */
type NumberedResponse = RawResponse & { readonly number?: number };

interface Pending {
  readonly method: string;
  /** The number of its entry in the journal. */
  readonly number: number;
  readonly sentAt: number;
  readonly settle: (response: NumberedResponse | undefined) => void;
  readonly abandon: (reason: Error) => void;
}

/** JSON-RPC as the real client uses it: string ids counted from "0", parameters in an object, sorted keys. */
export class Peer {
  readonly #pending = new Map<string, Pending>();
  readonly #dropped = new Set<string>();
  readonly #abandoned = new Set<string>();
  #nextId = 0;
  /** The integration has responded to one, so its errors without an id are about other lines. */
  #readsRequests = false;

  constructor(
    private readonly send: (line: string) => void,
    private readonly handlers: PeerHandlers,
    private readonly recorder: Recorder,
    private readonly clock: Clock,
  ) {}

  request(method: string, params: unknown): SentRequest {
    const id = String(this.#nextId++);
    const number = this.recorder.journal.nextNumber;
    const response = new Promise<NumberedResponse | undefined>((settle, abandon) => {
      this.#pending.set(id, { method, number, sentAt: this.clock.now(), settle, abandon });
    });
    const line = this.#write({ id, jsonrpc: "2.0", method, params });
    this.recorder.message({ direction: "sent", type: "request", method, id, line });
    return { id, response };
  }

  notify(method: string, params: unknown): void {
    const line = this.#write({ jsonrpc: "2.0", method, params });
    this.recorder.message({ direction: "sent", type: "notification", method, line });
  }

  /** Stops waiting for a response. */
  drop(id: string): void {
    this.#dropped.add(id);
    this.#take(id)?.settle(undefined);
  }

  /** Rejects every pending request. A response that arrives later is not a problem. */
  abandonAll(reason: Error): void {
    for (const [id, pending] of this.#pending) {
      this.#abandoned.add(id);
      pending.abandon(reason);
    }
    this.#pending.clear();
  }

  /** Handles a line from the integration. Returns whether a request of the client may have got its response. Never throws. */
  receive(bytes: Buffer): boolean {
    try {
      return readLine(bytes, this.recorder)
        .map((one) => this.#handle(one))
        .includes(true);
    } catch (error) {
      this.#reportOwn(error);
      return false;
    }
  }

  /** Returns whether a request of the client may have got its response. */
  #handle({ message, line }: ReadMessage): boolean {
    try {
      if (message.type === "notification") this.#onNotification(message.method, message.params, line);
      if (message.type === "request") {
        this.#onRequest(message.method, message.params, message.id, line).catch((error: unknown) => {
          this.#reportOwn(error);
        });
      }
      if (message.type === "response") this.#onResponse(message.id, message.response, line);
      if (message.type === "unreadable") this.#settleUnreadable(message.answers, message.why);
      return message.type === "response" || message.type === "unreadable";
    } catch (error) {
      this.#reportOwn(error);
      return false;
    }
  }

  /**
   * Ends the request that a discarded line responds to, if that is clear.
   *
   * @param beginning - the first bytes of the line
   */
  discard(beginning: Buffer, why: string): void {
    this.#settleUnreadable(answeredBy(beginning.toString("utf8")), why);
  }

  #settleUnreadable(id: MessageId | undefined, why: string): void {
    if (id !== undefined) this.#take(String(id))?.settle({ unreadable: why });
  }

  /** Reports an error of the client itself, or of a responder that it was given. */
  #reportOwn(error: unknown): void {
    this.recorder.problem({ kind: "client", message: `a message could not be handled: ${String(error)}` });
  }

  #onNotification(method: string, params: unknown, line: Buffer): void {
    this.recorder.message({ direction: "received", type: "notification", method, line });
    this.handlers.notification(method, params);
  }

  async #onRequest(method: string, params: unknown, id: MessageId, line: Buffer): Promise<void> {
    const receivedAt = this.clock.now();
    const answers = this.recorder.journal.nextNumber;
    this.recorder.message({ direction: "received", type: "request", method, id, line });
    const response = await this.handlers.request(method, params, id).then((result) => ({ result }), toErrorResponse);
    const written = this.#write({ id, jsonrpc: "2.0", ...response });
    const duration = this.clock.now() - receivedAt;
    this.recorder.message({ direction: "sent", type: "response", method, id, line: written, duration, answers });
  }

  #onResponse(id: MessageId | null, response: RawResponse, line: Buffer): void {
    const number = this.recorder.journal.nextNumber;
    const answered = id ?? ("error" in response ? this.#onlyPendingId() : undefined);
    const pending = answered === undefined ? undefined : this.#take(String(answered));
    this.recorder.message({
      direction: "received",
      type: "response",
      id,
      line,
      ...(pending && {
        method: pending.method,
        duration: this.clock.now() - pending.sentAt,
        answers: pending.number,
      }),
    });
    if ("unreadable" in response) {
      const message = `the response is invalid: ${response.unreadable}`;
      const where = { messageId: id, ...(pending && { method: pending.method }) };
      this.recorder.problem({ ...where, kind: "invalid-message", message });
    }
    if (pending === undefined) {
      this.#reportStray(id, response);
      return;
    }
    if (id === null) this.#reportWithoutId(response, `, to ${pending.method} as the only open request`);
    else this.#readsRequests = true;
    if (typeof id === "number") {
      const message = `the id of the response is the number ${id}, but the id of the request is the string "${id}"`;
      this.recorder.problem({
        kind: "wrong-id-type",
        severity: "warning",
        message,
        method: pending.method,
        messageId: id,
      });
    }
    pending.settle({ ...response, number });
  }

  #reportStray(id: MessageId | null, response: RawResponse): void {
    if (id !== null && this.#abandoned.delete(String(id))) return;
    const detail = detailOf(response);
    if (id === null) this.#reportWithoutId(response);
    else if (this.#dropped.has(String(id))) {
      const message = "the response came after the client had stopped waiting for it";
      this.recorder.problem({ kind: "late-response", severity: "warning", message, messageId: id, ...detail });
    } else if (this.#wasSent(id)) {
      this.recorder.problem({
        kind: "duplicate-response",
        message: "a second response to the same request",
        messageId: id,
        ...detail,
      });
    } else {
      this.recorder.problem({
        kind: "unknown-response",
        message: "a response to a request that was never sent",
        messageId: id,
        ...detail,
      });
    }
  }

  #reportWithoutId(response: RawResponse, request = ""): void {
    const why = "error" in response ? `: ${response.error.message} (${response.error.code})` : "";
    const message = `a response without an id${request}${why}`;
    this.recorder.problem({ kind: "unknown-response", message, messageId: null, ...detailOf(response) });
  }

  /** An integration that cannot read a request responds with an error without an id. */
  #onlyPendingId(): string | undefined {
    if (this.#readsRequests) return undefined;
    const [id, ...others] = this.#pending.keys();
    return others.length === 0 ? id : undefined;
  }

  #wasSent(id: MessageId): boolean {
    const number = Number(id);
    return String(number) === String(id) && Number.isInteger(number) && number >= 0 && number < this.#nextId;
  }

  #take(id: string): Pending | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    return pending;
  }

  /** Sends a message. Returns its line without the line ending. */
  #write(message: object): Buffer {
    const line = sortedJson(message);
    this.send(`${line}\n`);
    return Buffer.from(line);
  }
}

function toErrorResponse(error: unknown): { error: object } {
  if (error instanceof RpcError) return { error: { code: error.code, message: error.message, data: error.data } };
  const message = error instanceof Error ? error.message : String(error);
  return { error: { code: applicationErrors.UnknownError.code, message, data: { internal_type: "UnknownError" } } };
}

function detailOf(response: RawResponse): { detail?: unknown } {
  return "error" in response ? { detail: response.error } : {};
}
