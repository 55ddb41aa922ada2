import type { Transport, TransportEvents, WireText } from "../../src/transport/transport.js";

/** The client's end of a connection, which can be slow to read. */
export class WireEnd implements Transport {
  /** Every line received, without its line feed. */
  readonly lines: string[] = [];
  /** Every text written, one entry per write. */
  readonly writes: string[] = [];
  closed = false;
  /** The number of characters not yet read by the client. */
  backlog = 0;
  /** Called with each line on arrival. */
  onLine: (line: string) => void = () => undefined;

  #events: TransportEvents | undefined;
  #full = false;
  #unfinished = "";
  #readers: (() => void)[] = [];

  /** Makes every write report a full buffer until {@link drain} is called. */
  fill(): void {
    this.#full = true;
  }

  drain(): void {
    this.#full = false;
    for (const reader of this.#readers.splice(0)) reader();
  }

  /** The number of callers waiting for {@link drain}. */
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

  write(texts: readonly WireText[]): boolean {
    const text = texts.join("");
    if (this.closed) throw new Error(`Written after the end: ${text}`);
    this.writes.push(text);
    const [first = "", ...others] = text.split("\n");
    const lines = [this.#unfinished + first, ...others];
    this.#unfinished = lines.pop() ?? "";
    for (const line of lines) {
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
