import type { Clock } from "../clock.js";
import { isAboutItem } from "../import-messages.js";
import { BoundedList } from "./bounded-list.js";
import { ContentBudget } from "./content-budget.js";
import { type JournalEntry, type NewMessage, RecordedMessage } from "./journal-entry.js";
import { lowerBound } from "./lower-bound.js";
import { type Masking, showSecrets } from "./masking.js";
import { PackedMessages } from "./packed-messages.js";

/** How much a journal holds. */
export interface JournalLimits {
  /** Without those about single items of imports. */
  readonly messages: number;
  /** For the messages whose content is kept. */
  readonly bytes: number;
  /** For the messages about single items of imports, compressed. */
  readonly itemBytes: number;
}

/**
 * The latest messages on the wire. Those about single items of imports are kept apart and compressed, because a large library
 * causes hundreds of thousands, which would displace everything else.
 */
export class Journal {
  readonly #messages: BoundedList<RecordedMessage>;
  readonly #contents: ContentBudget;
  readonly #items: PackedMessages;
  #last = 0;

  constructor(
    private readonly clock: Clock,
    private readonly masking: Masking,
    { messages, bytes, itemBytes }: JournalLimits,
  ) {
    this.#messages = new BoundedList(messages);
    this.#contents = new ContentBudget(bytes);
    this.#items = new PackedMessages(itemBytes, masking);
  }

  /** Oldest first. The list is created each time. */
  get entries(): readonly JournalEntry[] {
    if (this.#items.first === undefined) return this.#messages.entries;
    return [...this.#messages.entries, ...this.#items.all()].sort((one, other) => one.number - other.number);
  }

  /** All but those about single items of imports, oldest first. */
  get messages(): readonly JournalEntry[] {
    return this.#messages.entries;
  }

  /** The number of the oldest message about an item that is kept. Earlier ones are dropped. */
  get firstItem(): number | undefined {
    return this.#items.first;
  }

  /** How many messages there have been: the number of the latest one. */
  get count(): number {
    return this.#last;
  }

  /** The number of the next message. */
  get nextNumber(): number {
    return this.#last + 1;
  }

  add({ line, ...facts }: NewMessage): JournalEntry {
    const numbered = { ...facts, number: ++this.#last, time: this.clock.now(), size: line.length };
    if (isAboutItem(numbered)) {
      const message = new RecordedMessage(numbered, line, this.masking);
      this.#items.add(message);
      return message;
    }
    const message = new RecordedMessage(numbered, ownBytes(line), this.masking);
    this.#contents.add(message);
    const dropped = this.#messages.add(message).at(-1);
    if (dropped) this.#contents.releaseUpTo(dropped.number);
    return message;
  }

  entry(number: number): JournalEntry | undefined {
    return this.#find(number);
  }

  /** Returns the entry as plain data, with its secrets. */
  revealed(number: number): JournalEntry | undefined {
    return this.#find(number)?.shown(showSecrets);
  }

  #find(number: number): RecordedMessage | undefined {
    const { entries } = this.#messages;
    const message = entries[lowerBound(entries, number, (entry) => entry.number)];
    return message?.number === number ? message : this.#items.find(number);
  }
}

/** A short line is a part of what was read from the socket at once, all of which would stay in memory with it. */
function ownBytes(line: Buffer): Buffer {
  return line.length * 2 < line.buffer.byteLength ? Buffer.from(line) : line;
}
