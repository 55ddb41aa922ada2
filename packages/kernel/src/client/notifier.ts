import type { NotificationCall } from "@galaxy-kit/protocol";
import type { Logger } from "@galaxy-kit/sdk";
import type { Milestones } from "../lifecycle/milestones.js";
import type { LineWriter } from "../rpc/line-writer.js";

/**
 * Sends notifications, past json-rpc-2.0: an import sends a hundred thousand of them, and the library would cost almost
 * half of the time that they take.
 */
export class Notifier {
  private closed = false;
  private warned = false;
  private held: object[] | undefined;

  constructor(
    private readonly writer: LineWriter,
    private readonly milestones: Milestones,
    private readonly log: Logger,
  ) {}

  /** Throws a `CodecError` for parameters that do not fit. */
  send<Params>(call: NotificationCall<Params>, params: Params): void {
    this.sendRaw(call.method, (call.params).encode(params));
  }

  sendRaw(method: string, params: unknown): void {
    if (this.closed) {
      this.log.debug("A notification was not sent, as the integration is closing", { method });
      return;
    }
    if (!this.warned && !this.milestones.has("handshake")) {
      this.warned = true;
      this.log.warn("A notification was sent before the handshake: GALAXY drops it. Send it from @OnHandshake() on.", { method });
    }
    const message = { jsonrpc: "2.0", method, params };
    // A copy: it must be refused here or never, and the author may change what was passed.
    if (this.held) this.held.push(JSON.parse(JSON.stringify(message)) as object);
    else this.writer.send(message);
  }

  /**
   * Keeps notifications back until {@link release}: the real client drops what comes in the first milliseconds after the
   * answer of the handshake, and `@OnHandshake()` runs just then.
   */
  hold(): void {
    this.held ??= [];
  }

  release(): void {
    const messages = this.held ?? [];
    this.held = undefined;
    for (const message of messages) this.writer.send(message);
  }

  /** From now on nothing is sent. */
  close(): void {
    this.closed = true;
  }
}
