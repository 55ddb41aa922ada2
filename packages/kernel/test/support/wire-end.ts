import type { Transport, TransportEvents } from "../../src/transport/transport.js";

/** The client's end of a connection, which can be slow to read. */
export class WireEnd implements Transport {
  /** Each line that has come, without its line feed. */
  readonly lines: string[] = [];
  /** Each piece of text that was written. */
  readonly writes: string[] = [];
  closed = false;
  /** How much of it nobody has read yet. */
  backlog = 0;
  /** Called with each line as it comes. */
  onLine: (line: string) => void = () => undefined;

  #events: TransportEvents | undefined;
  #full = false;
  #unfinished = "";
  #readers: (() => void)[] = [];

  /** From now on everything written is answered with "full", until {@link drain}. */
  fill(): void {
    this.#full = true;
  }

  drain(): void {
    this.#full = false;
    for (const reader of this.#readers.splice(0)) reader();
  }

  /** How many wait for {@link drain}. */
  get waiting(): number {
    return this.#readers.length;
  }

  deliver(text: string): void {
    this.deliverBytes(Buffer.from(text));
  }

  deliverBytes(bytes: Uint8Array): void {
    this.#events?.data(bytes);
  }

  /** The client hangs up. */
  hangUp(error?: Error): void {
    this.#events?.end(error);
  }

  listen(events: TransportEvents): void {
    this.#events = events;
  }

  write(text: string): boolean {
    if (this.closed) throw new Error(`Written after the end: ${text}`);
    this.writes.push(text);
    const parts = (this.#unfinished + text).split("\n");
    this.#unfinished = parts.pop() ?? "";
    for (const line of parts) {
      this.lines.push(line);
      this.onLine(line);
    }
    return !this.#full;
  }

  drained(): Promise<void> {
    return this.#full ? new Promise((resolve) => this.#readers.push(resolve)) : Promise.resolve();
  }

  close(): Promise<void> {
    this.closed = true;
    return Promise.resolve();
  }
}
