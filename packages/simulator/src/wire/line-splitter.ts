const NEWLINE = 0x0a;

/** What becomes of bytes. */
export interface LineReader {
  /** A whole line, without its end. */
  line(bytes: Buffer): void;
  /** A line grew beyond the limit; all of it is thrown away. */
  tooLong(): void;
}

/** Cuts a stream of bytes into lines, wherever the pieces happen to end. */
export class LineSplitter {
  #parts: Buffer[] = [];
  #size = 0;
  #skipping = false;

  constructor(
    private readonly reader: LineReader,
    private readonly limit: number,
  ) {}

  push(chunk: Buffer): void {
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, from)) {
      this.#keep(chunk.subarray(from, end));
      this.#finish();
      from = end + 1;
    }
    this.#keep(chunk.subarray(from));
  }

  /** What came after the last end of a line. */
  rest(): Buffer {
    return Buffer.concat(this.#parts);
  }

  #keep(part: Buffer): void {
    if (this.#skipping || part.length === 0) return;
    this.#size += part.length;
    if (this.#size <= this.limit) {
      this.#parts.push(part);
      return;
    }
    this.#skipping = true;
    this.#parts = [];
    this.reader.tooLong();
  }

  #finish(): void {
    const [first, ...more] = this.#parts;
    const line = first !== undefined && more.length === 0 ? first : this.rest();
    const skipped = this.#skipping;
    this.#parts = [];
    this.#size = 0;
    this.#skipping = false;
    if (!skipped) this.reader.line(line);
  }
}
