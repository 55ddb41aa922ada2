import { RowsMessage } from "./rows-message.js";
import type { Source } from "./source.js";

/** Rows in a round: more than that nobody reads, and the rest comes with the next. */
const ROWS_A_ROUND = 1_000;

/** Entries with numbers that have no gaps. */
export interface Entries<T> {
  readonly first: number;
  readonly last: number;
  at(number: number): T | undefined;
}

/**
 * Tells what was added to entries. A page has one number, up to which it was told; what it is too slow for is forgotten with
 * the entries themselves, and counted.
 */
export class AppendedRows<T> implements Source {
  #told: number;

  constructor(
    private readonly type: "journal" | "log" | "problems",
    private readonly entries: Entries<T>,
    /** How many of them a page keeps. */
    private readonly kept: number,
    private readonly row: (entry: T, number: number) => object,
  ) {
    this.#told = this.#first - 1;
  }

  *news(): Generator<string> {
    let left = ROWS_A_ROUND;
    while (this.#told < this.entries.last && left > 0) {
      const message = new RowsMessage();
      const missed = Math.max(this.#first - 1 - this.#told, 0);
      this.#told += missed;
      for (; this.#told < this.entries.last && left > 0 && !message.isFull; left--) {
        const number = ++this.#told;
        const entry = this.entries.at(number);
        if (entry !== undefined) message.add(this.row(entry, number));
      }
      yield message.toJson({ type: this.type, missed });
    }
  }

  /** The oldest that is of use to a page. */
  get #first(): number {
    return Math.max(this.entries.first, this.entries.last - this.kept + 1);
  }
}
