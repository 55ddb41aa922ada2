const NEWLINE = 0x0a;

/** Enough for the id of a message. */
const BEGINNING_BYTES = 200;

/** Receives lines. */
export interface LineReader {
  /** Called with a whole line, without its ending. */
  line(bytes: Buffer): void;
  /** Called with the first bytes of a line when it exceeds the limit. The whole line is discarded. */
  tooLong(beginning: Buffer): void;
}

/** Splits a stream of bytes into lines, however the bytes are divided into chunks. */
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

  /** Returns what came after the last line ending. */
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
    const beginning = Buffer.concat([...this.#parts, part.subarray(0, BEGINNING_BYTES)]).subarray(0, BEGINNING_BYTES);
    this.#skipping = true;
    this.#parts = [];
    this.reader.tooLong(beginning);
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
