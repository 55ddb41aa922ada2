/** Receives the parts of the byte stream. */
export interface PingFilterEvents {
  /** Bytes that are not pings, in chunks of any size. */
  other(bytes: Uint8Array): void;
  ping(id: string | number): void;
}

/**
 * Filters pings out of a stream of bytes. A line that is not certainly a valid ping is passed on: the integration responds to
 * it, with an error if necessary.
 */
export class PingFilter {
  readonly #lineFeed = 0x0a;
  /** An id has a few digits; a longer line is not a ping. */
  readonly #maxLength = 256;
  /** The start of a line that may become a ping. */
  #held: Uint8Array = new Uint8Array();
  #isWithinLine = false;

  constructor(private readonly events: PingFilterEvents) {}

  /** The start of the first line was already handled elsewhere. */
  beginWithinLine(): void {
    this.#isWithinLine = true;
  }

  push(chunk: Uint8Array): void {
    const bytes = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
    let others = 0;
    let start = 0;
    for (let end = bytes.indexOf(this.#lineFeed); end !== -1; end = bytes.indexOf(this.#lineFeed, start)) {
      const id = this.#isWithinLine ? undefined : this.#idOfPing(bytes.subarray(start, end));
      if (id !== undefined) {
        this.#handOver(bytes.subarray(others, start));
        this.events.ping(id);
        others = end + 1;
      }
      this.#isWithinLine = false;
      start = end + 1;
    }
    this.#isWithinLine ||= bytes.length - start > this.#maxLength;
    const end = this.#isWithinLine ? bytes.length : start;
    this.#handOver(bytes.subarray(others, end));
    // A copy, because the memory of a chunk is reused.
    this.#held = Uint8Array.from(bytes.subarray(end));
  }

  #handOver(bytes: Uint8Array): void {
    if (bytes.length > 0) this.events.other(bytes);
  }

  #idOfPing(line: Uint8Array): string | number | undefined {
    if (line.length > this.#maxLength) return undefined;
    const text = Buffer.from(line.buffer, line.byteOffset, line.length).toString("utf8");
    if (!text.includes('"ping"')) return undefined;
    try {
      const { jsonrpc, id, method, params = {} } = JSON.parse(text) as Record<string, unknown>;
      const isCall = jsonrpc === "2.0" && method === "ping" && (typeof id === "string" || Number.isSafeInteger(id));
      return isCall && JSON.stringify(params ?? {}) === "{}" ? (id as string | number) : undefined;
    } catch {
      return undefined;
    }
  }
}
