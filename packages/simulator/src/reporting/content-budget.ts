import type { RecordedMessage } from "./journal-entry.js";

/** A message is large when so many of its size would take all the bytes. */
const LARGE = 64;

/**
 * Bounds the bytes of the messages whose content is kept. Large messages have one half of them and all others the other, so
 * that a library of 30 MB does not take the place of thousands of small messages.
 */
export class ContentBudget {
  readonly #others: Share;
  readonly #large: Share;

  constructor(private readonly bytes: number) {
    this.#others = new Share(bytes / 2);
    this.#large = new Share(bytes / 2);
  }

  add(message: RecordedMessage): void {
    (message.size > this.bytes / LARGE ? this.#large : this.#others).add(message);
  }

  /** The message with this number, and all before it, are not in the journal any more. */
  forgetUpTo(number: number): void {
    this.#others.letGoUpTo(number);
    this.#large.letGoUpTo(number);
  }
}

class Share {
  readonly #messages: RecordedMessage[] = [];
  #bytes = 0;
  /** Those before it have been let go. They are taken away in slices, as each time moves the whole list. */
  #first = 0;

  constructor(private readonly limit: number) {}

  add(message: RecordedMessage): void {
    if (message.size > this.limit) {
      message.letGo();
      return;
    }
    this.#messages.push(message);
    this.#bytes += message.size;
    while (this.#bytes > this.limit) this.#letGoFirst();
  }

  letGoUpTo(number: number): void {
    while ((this.#messages[this.#first]?.number ?? Infinity) <= number) this.#letGoFirst();
  }

  #letGoFirst(): void {
    const message = this.#messages[this.#first++];
    if (!message) return;
    message.letGo();
    this.#bytes -= message.size;
    if (this.#first * 2 > this.#messages.length) {
      this.#messages.splice(0, this.#first);
      this.#first = 0;
    }
  }
}
