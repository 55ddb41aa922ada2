const LINE_FEED = 0x0a;

/** Longer lines are counted but not read: reading them all would take longer than writing them. */
const MAX_READ_LINE_LENGTH = 1024;

export interface LineEvents {
  /** A line short enough to be read. */
  short(text: string): void;
  /** The end of a longer line. */
  long(): void;
}

/** Splits a stream into lines at the cost of a search for line feeds. */
export class LineCounter {
  lines = 0;
  bytes = 0;
  /** The incomplete line, as long as it is short. */
  #pending: Buffer[] = [];
  #length = 0;

  constructor(private readonly events: LineEvents) {}

  push(chunk: Buffer): void {
    this.bytes += chunk.length;
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, start)) {
      this.#append(chunk.subarray(start, end));
      this.#finish();
      start = end + 1;
    }
    // A copy, so that part of a line does not keep its whole chunk in memory.
    if (start < chunk.length)
      this.#append(Buffer.from(chunk.subarray(start, start + MAX_READ_LINE_LENGTH + 1)), chunk.length - start);
  }

  #append(part: Buffer, length = part.length): void {
    this.#length += length;
    if (this.#length <= MAX_READ_LINE_LENGTH) this.#pending.push(part);
  }

  #finish(): void {
    this.lines++;
    if (this.#length > MAX_READ_LINE_LENGTH) this.events.long();
    else this.events.short(Buffer.concat(this.#pending).toString());
    this.#pending = [];
    this.#length = 0;
  }
}
