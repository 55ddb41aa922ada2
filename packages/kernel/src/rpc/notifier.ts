import type { ErrorObject, NotificationCall } from "@galaxy-kit/protocol";
import type { GalaxyError, Logger, Secrets } from "@galaxy-kit/sdk";
import type { Milestones } from "../lifecycle/milestones.js";
import { toErrorObject } from "./error-object.js";
import { type LineWriter, MAX_WAITING_BYTES } from "./line-writer.js";

/**
 * Sends notifications without json-rpc-2.0: an import sends a hundred thousand of them, and the library would account for
 * almost half of the time.
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
    private readonly secrets: Secrets,
  ) {}

  /** @throws `CodecError` for invalid parameters */
  send<Params>(call: NotificationCall<Params>, params: Params): void {
    this.sendRaw(call.method, call.params.encode(params));
  }

  /** Sends the failure of one item of an import. */
  sendFailure(call: NotificationCall<{ id: string; error: ErrorObject }>, id: string, error: GalaxyError): void {
    this.send(call, { id, error: toErrorObject(error, this.secrets) });
  }

  sendRaw(method: string, params: unknown): void {
    if (this.#closed) {
      this.log.debug("A notification was not sent because the integration is closing", { method });
      return;
    }
    if (!this.#warned && !this.milestones.has("handshake")) {
      this.#warned = true;
      this.log.warn(
        "A notification was sent before the handshake, so GALAXY drops it. Send it in @OnHandshake() or later.",
        {
          method,
        },
      );
    }
    const line = JSON.stringify({ jsonrpc: "2.0", method, params });
    if (!this.#held) {
      this.writer.sendLine(line);
      return;
    }
    this.#held.push(line);
    this.#heldLength += line.length;
    // The writer decides what is too much.
    if (this.#heldLength > MAX_WAITING_BYTES) this.release();
  }

  /**
   * Holds notifications back until {@link release}: the real client drops those that arrive in the first milliseconds after
   * the response that completes the handshake, which is when `@OnHandshake()` runs.
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

  /** Sends nothing from now on. */
  close(): void {
    this.#closed = true;
  }
}
