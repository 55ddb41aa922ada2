const LINE_FEED = 0x0a;
const NOTHING = new Uint8Array();

/** A whole cache comes in one line. A longer line is an attack or a mistake. */
const MAX_LINE_BYTES = 256 * 1024 * 1024;

export interface LineEvents {
  line(text: string): void;
  /** A line was too long; its bytes are skipped up to the next line feed. */
  tooLong(): void;
}

/**
 * Splits a stream of bytes into lines, wherever the stream is cut into chunks. Text is decoded a line at a time, so a
 * character may span chunks. Bytes after the last line feed are not a line yet.
 */
export class LineFramer {
  /** The line received so far; longer than {@link #size} if there is room for more. */
  #partial: Uint8Array = NOTHING;
  #size = 0;
  #skipping = false;

  constructor(
    private readonly events: LineEvents,
    private readonly maxLineBytes = MAX_LINE_BYTES,
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
    if (this.#size + part.length > this.maxLineBytes) {
      this.#clear();
      this.#skipping = true;
      this.events.tooLong();
      return;
    }
    // Most lines come in one piece and are not copied.
    if (this.#size === 0) this.#partial = part;
    else this.#append(part);
    this.#size += part.length;
  }

  /** Appends to one buffer: a list of one-byte chunks would take four hundred times their size. */
  #append(part: Uint8Array): void {
    const needed = this.#size + part.length;
    if (needed > this.#partial.length) {
      const larger = Buffer.allocUnsafeSlow(Math.min(2 * needed, this.maxLineBytes));
      larger.set(this.#partial.subarray(0, this.#size));
      this.#partial = larger;
    }
    this.#partial.set(part, this.#size);
  }

  #finish(): void {
    const skipped = this.#skipping;
    const line = this.#partial.subarray(0, this.#size);
    this.#clear();
    this.#skipping = false;
    if (!skipped) this.events.line(Buffer.from(line.buffer, line.byteOffset, line.byteLength).toString("utf8"));
  }

  #clear(): void {
    this.#partial = NOTHING;
    this.#size = 0;
  }
}
