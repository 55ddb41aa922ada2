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
  private draining: Promise<void> | undefined;

  constructor(private readonly transport: Transport) {}

  /** Sends a message after all that were sent before. Throws what `JSON.stringify` throws, and sends nothing then. */
  send(message: object): void {
    this.sendLine(JSON.stringify(message));
  }

  /** Sends a message that is JSON already. */
  sendLine(line: string): void {
    this.pending.push(line, "\n");
    this.length += line.length + 1;
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
      // One for all who wait, so that none of them takes away what has been congested again since.
      this.draining ??= this.transport.drained().then(() => {
        this.congested = false;
        this.draining = undefined;
      });
      await this.draining;
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
