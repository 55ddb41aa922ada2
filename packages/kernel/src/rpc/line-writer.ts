import type { Transport } from "../transport/transport.js";

/** Enough for a write to be worth its price, and little enough to be kept in memory. */
const CHUNK_LENGTH = 64 * 1024;

/**
 * The one writer of the connection: gathers the messages of a moment into one write, keeps their order, and tells when the
 * client does not keep up.
 */
export class LineWriter {
  private pending: string[] = [];
  private length = 0;
  private scheduled = false;
  private congested = false;

  constructor(private readonly transport: Transport) {}

  /** Sends a message after all that were sent before. Throws what `JSON.stringify` throws, and sends nothing then. */
  send(message: object): void {
    const line = `${JSON.stringify(message)}\n`;
    this.pending.push(line);
    this.length += line.length;
    if (this.length >= CHUNK_LENGTH) this.flush();
    else if (!this.scheduled) {
      this.scheduled = true;
      process.nextTick(() => {
        this.scheduled = false;
        this.flush();
      });
    }
  }

  /** Resolves when the client has read enough for more to be worth sending. */
  async writable(): Promise<void> {
    while (this.congested) {
      await this.transport.drained();
      this.congested = false;
    }
  }

  /** Whether {@link writable} would wait. */
  get full(): boolean {
    return this.congested;
  }

  flush(): void {
    if (this.length === 0) return;
    const text = this.pending.join("");
    this.pending = [];
    this.length = 0;
    if (!this.transport.write(text)) this.congested = true;
  }
}
