import type { RecordedMessage } from "./journal-entry.js";

/** A message is large if this many of its size would use all the bytes. */
const LARGE_SHARE = 64;

/**
 * Limits the bytes of the messages whose content is kept. Large messages get one half and all others the other half, so that a
 * library of 30 MB does not displace thousands of small messages.
 */
export class ContentBudget {
  readonly #others: Share;
  readonly #large: Share;

  constructor(private readonly bytes: number) {
    this.#others = new Share(bytes / 2);
    this.#large = new Share(bytes / 2);
  }

  add(message: RecordedMessage): void {
    (message.size > this.bytes / LARGE_SHARE ? this.#large : this.#others).add(message);
  }

  /** Call when the message with this number, and all before it, have left the journal. */
  releaseUpTo(number: number): void {
    this.#others.releaseUpTo(number);
    this.#large.releaseUpTo(number);
  }
}

class Share {
  readonly #messages: RecordedMessage[] = [];
  #bytes = 0;
  /** Messages before this index have been released. They are removed in slices, since each removal moves the whole list. */
  #first = 0;

  constructor(private readonly limit: number) {}

  add(message: RecordedMessage): void {
    if (message.size > this.limit) {
      message.release();
      return;
    }
    this.#messages.push(message);
    this.#bytes += message.size;
    while (this.#bytes > this.limit) this.#releaseFirst();
  }

  releaseUpTo(number: number): void {
    while ((this.#messages[this.#first]?.number ?? Infinity) <= number) this.#releaseFirst();
  }

  #releaseFirst(): void {
    const message = this.#messages[this.#first++];
    if (!message) return;
    message.release();
    this.#bytes -= message.size;
    if (this.#first * 2 > this.#messages.length) {
      this.#messages.splice(0, this.#first);
      this.#first = 0;
    }
  }
}
