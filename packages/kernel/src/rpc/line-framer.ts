const LINE_FEED = 0x0a;
const NOTHING = new Uint8Array();

/** A whole cache comes in one line; what is longer than this is an attack or a mistake. */
const MAX_LINE_BYTES = 256 * 1024 * 1024;

export interface LineEvents {
  line(text: string): void;
  /** A line was longer than allowed; its bytes are skipped up to the next line feed. */
  tooLong(): void;
}

/**
 * Cuts a stream of bytes into lines, however the bytes are cut themselves. Text is decoded a line at a time, so that a
 * character may be split anywhere. What stands behind the last line feed is not a line yet.
 */
export class LineFramer {
  /** What has come of a line; more than {@link #size} when it has room for the next piece. */
  #begun: Uint8Array = NOTHING;
  #size = 0;
  #skipping = false;

  constructor(
    private readonly events: LineEvents,
    private readonly longest = MAX_LINE_BYTES,
  ) {}

  push(chunk: Uint8Array): void {
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, start)) {
      this.#keep(chunk.subarray(start, end));
      this.#finish();
      start = end + 1;
    }
    this.#keep(chunk.subarray(start));
  }

  #keep(part: Uint8Array): void {
    if (part.length === 0 || this.#skipping) return;
    if (this.#size + part.length > this.longest) {
      this.#clear();
      this.#skipping = true;
      this.events.tooLong();
      return;
    }
    // Most lines come in one piece, and are not copied.
    if (this.#size === 0) this.#begun = part;
    else this.#append(part);
    this.#size += part.length;
  }

  /** Into one buffer: kept as they are, pieces of a byte would take four hundred times their size. */
  #append(part: Uint8Array): void {
    const needed = this.#size + part.length;
    if (needed > this.#begun.length) {
      const larger = Buffer.allocUnsafeSlow(Math.min(2 * needed, this.longest));
      larger.set(this.#begun.subarray(0, this.#size));
      this.#begun = larger;
    }
    this.#begun.set(part, this.#size);
  }

  #finish(): void {
    const skipped = this.#skipping;
    const line = this.#begun.subarray(0, this.#size);
    this.#clear();
    this.#skipping = false;
    if (!skipped) this.events.line(Buffer.from(line.buffer, line.byteOffset, line.byteLength).toString("utf8"));
  }

  #clear(): void {
    this.#begun = NOTHING;
    this.#size = 0;
  }
}
