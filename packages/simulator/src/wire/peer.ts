import { applicationErrors, type MessageId } from "@galaxy-kit/protocol";
import type { Clock } from "../clock.js";
import type { Recorder } from "../reporting/recorder.js";
import type { RawAnswer } from "./message.js";
import { readLine } from "./read-line.js";
import { RpcError } from "./rpc-error.js";
import { sortedJson } from "./sorted-json.js";

/** Who acts on the calls of an integration. */
export interface PeerHandlers {
  notification(method: string, params: unknown): void;
  /** Answers the result; throws an {@link RpcError} to answer that. */
  request(method: string, params: unknown, id: MessageId): Promise<unknown>;
}

/** A request that was sent. */
export interface SentRequest {
  readonly id: string;
  /** Answers nothing if it was dropped. */
  readonly answer: Promise<RawAnswer | undefined>;
}

interface Pending {
  readonly method: string;
  /** In the journal. */
  readonly number: number;
  readonly sentAt: number;
  readonly settle: (answer: RawAnswer | undefined) => void;
  readonly abandon: (reason: Error) => void;
}

/** JSON-RPC as the real client speaks it: one counter of string ids from "0", parameters always an object, keys sorted. */
export class Peer {
  readonly #pending = new Map<string, Pending>();
  readonly #dropped = new Set<string>();
  readonly #abandoned = new Set<string>();
  #nextId = 0;

  constructor(
    private readonly send: (line: string) => void,
    private readonly handlers: PeerHandlers,
    private readonly recorder: Recorder,
    private readonly clock: Clock,
  ) {}

  request(method: string, params: unknown): SentRequest {
    const id = String(this.#nextId++);
    const number = this.recorder.journal.nextNumber;
    const answer = new Promise<RawAnswer | undefined>((settle, abandon) => {
      this.#pending.set(id, { method, number, sentAt: this.clock.now(), settle, abandon });
    });
    const line = this.#write({ id, jsonrpc: "2.0", method, params });
    this.recorder.message({ direction: "sent", type: "request", method, id, line });
    return { id, answer };
  }

  notify(method: string, params: unknown): void {
    const line = this.#write({ jsonrpc: "2.0", method, params });
    this.recorder.message({ direction: "sent", type: "notification", method, line });
  }

  /** Stops waiting for an answer. */
  drop(id: string): void {
    this.#dropped.add(id);
    this.#take(id)?.settle(undefined);
  }

  /** Fails every request that waits for an answer; one that comes all the same is nothing to report. */
  abandonAll(reason: Error): void {
    for (const [id, pending] of this.#pending) {
      this.#abandoned.add(id);
      pending.abandon(reason);
    }
    this.#pending.clear();
  }

  /** Acts on a line of the integration and answers what it was; never throws. */
  receive(bytes: Buffer): "request" | "notification" | "response" | "unreadable" {
    try {
      const message = readLine(bytes, this.recorder);
      if (message?.type === "notification") this.#onNotification(message.method, message.params, bytes);
      if (message?.type === "request") {
        this.#onRequest(message.method, message.params, message.id, bytes).catch((error: unknown) => {
          this.#reportOwn(error);
        });
      }
      if (message?.type === "response") this.#onResponse(message.id, message.answer, bytes);
      return message?.type ?? "unreadable";
    } catch (error) {
      this.#reportOwn(error);
      return "unreadable";
    }
  }

  /** A failure of the client, or of a responder that it was given: not the integration's, but not to be hidden. */
  #reportOwn(error: unknown): void {
    this.recorder.problem({ kind: "client", message: `a message could not be worked on: ${String(error)}` });
  }

  #onNotification(method: string, params: unknown, line: Buffer): void {
    this.recorder.message({ direction: "received", type: "notification", method, line });
    this.handlers.notification(method, params);
  }

  async #onRequest(method: string, params: unknown, id: MessageId, line: Buffer): Promise<void> {
    const askedAt = this.clock.now();
    const answers = this.recorder.journal.nextNumber;
    this.recorder.message({ direction: "received", type: "request", method, id, line });
    const answer = await this.handlers.request(method, params, id).then((result) => ({ result }), toErrorAnswer);
    const written = this.#write({ id, jsonrpc: "2.0", ...answer });
    const duration = this.clock.now() - askedAt;
    this.recorder.message({ direction: "sent", type: "response", method, id, line: written, duration, answers });
  }

  #onResponse(id: MessageId | null, answer: RawAnswer, line: Buffer): void {
    const pending = id === null ? undefined : this.#take(String(id));
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
    if (pending === undefined) {
      this.#reportStray(id, answer);
      return;
    }
    if (typeof id === "number") {
      const message = `answered the id ${id} as a number, where the request has the string "${id}"`;
      this.recorder.problem({ kind: "wrong-id-type", message, method: pending.method, messageId: id });
    }
    pending.settle(answer);
  }

  #reportStray(id: MessageId | null, answer: RawAnswer): void {
    if (id !== null && this.#abandoned.delete(String(id))) return;
    const detail = "error" in answer ? { detail: answer.error } : {};
    if (id === null) {
      const why = "error" in answer ? `: ${answer.error.message} (${answer.error.code})` : "";
      this.recorder.problem({
        kind: "unknown-response",
        message: `an answer to no request${why}`,
        messageId: id,
        ...detail,
      });
    } else if (this.#dropped.has(String(id))) {
      const message = "the answer came when the client did not wait for it any more";
      this.recorder.problem({ kind: "late-response", severity: "warning", message, messageId: id, ...detail });
    } else if (this.#wasAsked(id)) {
      this.recorder.problem({
        kind: "duplicate-response",
        message: "a second answer to the same request",
        messageId: id,
        ...detail,
      });
    } else {
      this.recorder.problem({
        kind: "unknown-response",
        message: "an answer to a request that was never made",
        messageId: id,
        ...detail,
      });
    }
  }

  #wasAsked(id: MessageId): boolean {
    const number = Number(id);
    return String(number) === String(id) && Number.isInteger(number) && number >= 0 && number < this.#nextId;
  }

  #take(id: string): Pending | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    return pending;
  }

  /** Answers the line without its end. */
  #write(message: object): Buffer {
    const line = sortedJson(message);
    this.send(`${line}\n`);
    return Buffer.from(line);
  }
}

function toErrorAnswer(error: unknown): { error: object } {
  if (error instanceof RpcError) return { error: { code: error.code, message: error.message, data: error.data } };
  const message = error instanceof Error ? error.message : String(error);
  return { error: { code: applicationErrors.UnknownError.code, message, data: { internal_type: "UnknownError" } } };
}
