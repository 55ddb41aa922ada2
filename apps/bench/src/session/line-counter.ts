const LINE_FEED = 0x0a;

/** Longer lines are counted and not looked at: to read them all would take longer than to write them. */
export const MAX_READ_LINE = 1024;

export interface CountedLines {
  /** A line that is short enough to be read. */
  short(text: string): void;
  /** The end of a line that is not. */
  long(): void;
}

/** Cuts a stream into lines at the price of a search for line feeds. */
export class LineCounter {
  lines = 0;
  bytes = 0;
  /** Of the line that has no end yet, as long as it is short. */
  #begun: Buffer[] = [];
  #length = 0;

  constructor(private readonly counted: CountedLines) {}

  push(chunk: Buffer): void {
    this.bytes += chunk.length;
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, start)) {
      this.#append(chunk.subarray(start, end));
      this.#finish();
      start = end + 1;
    }
    // A copy: a part of a line must not keep the chunk that it came in.
    if (start < chunk.length)
      this.#append(Buffer.from(chunk.subarray(start, start + MAX_READ_LINE + 1)), chunk.length - start);
  }

  #append(part: Buffer, length = part.length): void {
    this.#length += length;
    if (this.#length <= MAX_READ_LINE) this.#begun.push(part);
  }

  #finish(): void {
    this.lines++;
    if (this.#length > MAX_READ_LINE) this.counted.long();
    else this.counted.short(Buffer.concat(this.#begun).toString());
    this.#begun = [];
    this.#length = 0;
  }
}
