import type { Clock } from "../clock.js";
import { BoundedList } from "./bounded-list.js";
import { ContentBudget } from "./content-budget.js";
import { type JournalEntry, type NewMessage, RecordedMessage } from "./journal-entry.js";
import { type Masking, showSecrets } from "./masking.js";

/** How much a journal holds. */
export interface JournalLimits {
  readonly messages: number;
  /** For the messages whose content is kept. */
  readonly bytes: number;
}

/** The latest messages on the wire. */
export class Journal {
  readonly #messages: BoundedList<RecordedMessage>;
  readonly #contents: ContentBudget;
  #last = 0;

  constructor(
    private readonly clock: Clock,
    private readonly masking: Masking,
    { messages, bytes }: JournalLimits,
  ) {
    this.#messages = new BoundedList(messages);
    this.#contents = new ContentBudget(bytes);
  }

  /** Oldest first. */
  get entries(): readonly JournalEntry[] {
    return this.#messages.entries;
  }

  /** The number of the next message. */
  get nextNumber(): number {
    return this.#last + 1;
  }

  add({ line, ...facts }: NewMessage): JournalEntry {
    const numbered = { ...facts, number: ++this.#last, time: this.clock.now(), size: line.length };
    const message = new RecordedMessage(numbered, line, this.masking);
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

  /** Entries are found by position, since numbers have no gaps. */
  #find(number: number): RecordedMessage | undefined {
    const [first] = this.#messages.entries;
    return first && this.#messages.entries[number - first.number];
  }
}
