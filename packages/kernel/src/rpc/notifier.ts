import type { NotificationCall } from "@galaxy-kit/protocol";
import type { Logger } from "@galaxy-kit/sdk";
import type { Milestones } from "../lifecycle/milestones.js";
import { type LineWriter, MAX_WAITING_BYTES } from "./line-writer.js";

/**
 * Sends notifications, past json-rpc-2.0: an import sends a hundred thousand of them, and the library would cost almost
 * half of the time that they take.
 */
export class Notifier {
  #closed = false;
  #warned = false;
  #held: string[] | undefined;
  #heldLength = 0;

  constructor(
    private readonly writer: LineWriter,
    private readonly milestones: Milestones,
    private readonly log: Logger,
  ) {}

  /** Throws a `CodecError` for parameters that do not fit. */
  send<Params>(call: NotificationCall<Params>, params: Params): void {
    this.sendRaw(call.method, call.params.encode(params));
  }

  sendRaw(method: string, params: unknown): void {
    if (this.#closed) {
      this.log.debug("A notification was not sent, as the integration is closing", { method });
      return;
    }
    if (!this.#warned && !this.milestones.has("handshake")) {
      this.#warned = true;
      this.log.warn("A notification was sent before the handshake: GALAXY drops it. Send it from @OnHandshake() on.", {
        method,
      });
    }
    const line = JSON.stringify({ jsonrpc: "2.0", method, params });
    if (!this.#held) {
      this.writer.sendLine(line);
      return;
    }
    this.#held.push(line);
    this.#heldLength += line.length;
    // The writer knows what is too much.
    if (this.#heldLength > MAX_WAITING_BYTES) this.release();
  }

  /**
   * Keeps notifications back until {@link release}: the real client drops what comes in the first milliseconds after the
   * answer of the handshake, and `@OnHandshake()` runs just then.
   */
  hold(): void {
    this.#held ??= [];
  }

  release(): void {
    const lines = this.#held ?? [];
    this.#held = undefined;
    this.#heldLength = 0;
    for (const line of lines) this.writer.sendLine(line);
  }

  /** From now on nothing is sent. */
  close(): void {
    this.#closed = true;
  }
}
