import { RowsMessage } from "./rows-message.js";
import type { UpdateSource } from "./update-source.js";

/** The rest is sent in the next batch. */
const MAX_ROWS_PER_BATCH = 1_000;

/** Entries with consecutive numbers. */
export interface Entries<T> {
  readonly first: number;
  readonly last: number;
  at(number: number): T | undefined;
}

/**
 * Sends rows that are only ever appended. For each page it remembers one number, up to which rows were sent. Rows dropped
 * before a slow page could receive them are counted as missed.
 */
export class AppendedRows<T> implements UpdateSource {
  #sent: number;

  constructor(
    private readonly type: "journal" | "log" | "problems" | "logins" | "figures" | "way",
    private readonly entries: Entries<T>,
    /** The number of rows a page keeps. */
    private readonly kept: number,
    private readonly row: (entry: T, number: number) => object,
  ) {
    this.#sent = this.#first - 1;
  }

  *pending(): Generator<string> {
    let left = MAX_ROWS_PER_BATCH;
    while (this.#sent < this.entries.last && left > 0) {
      const message = new RowsMessage();
      const missed = Math.max(this.#first - 1 - this.#sent, 0);
      this.#sent += missed;
      for (; this.#sent < this.entries.last && left > 0 && !message.isFull; left--) {
        const number = ++this.#sent;
        const entry = this.entries.at(number);
        if (entry !== undefined) message.add(this.row(entry, number));
      }
      yield message.toJson({ type: this.type, missed });
    }
  }

  /** The oldest entry that a page would keep. */
  get #first(): number {
    return Math.max(this.entries.first, this.entries.last - this.kept + 1);
  }
}
