import type { Lists } from "../contract/index.js";
import { RowsMessage } from "./rows-message.js";
import type { UpdateSource } from "./update-source.js";

/** The rest is sent in the next batch, so that a new page does not slow down an import. */
const MAX_ROWS_PER_BATCH = 2_500;

/**
 * Sends the changes of a list. It remembers only the ids of changed items and creates each row when it is sent. A page that
 * does not read therefore costs no more than a set of ids, and an item that changes repeatedly is sent once, in its latest
 * form. For a new page, every item counts as changed.
 */
export class ChangedRows<T extends object> implements UpdateSource {
  #changed = new Set<string>();
  #replaces = true;

  /** @param items - by id; must be the same object for the whole lifetime */
  constructor(
    private readonly list: keyof Lists,
    private readonly items: Readonly<Record<string, T>>,
    private readonly row: (item: T) => object,
  ) {
    this.replaceAll();
  }

  changed(ids: readonly string[]): void {
    for (const id of ids) this.#changed.add(id);
  }

  /** Sends the whole list again, replacing the one on the page. */
  replaceAll(): void {
    this.#replaces = true;
    this.#changed = new Set(Object.keys(this.items));
  }

  *pending(): Generator<string> {
    for (let left = MAX_ROWS_PER_BATCH; this.#replaces || (this.#changed.size > 0 && left > 0);) {
      const message = new RowsMessage();
      const removed: string[] = [];
      for (const id of this.#changed) {
        if (message.isFull || left === 0) break;
        left--;
        this.#changed.delete(id);
        const item = this.items[id];
        if (item) message.add(this.row(item));
        else removed.push(id);
      }
      const replaces = this.#replaces;
      this.#replaces = false;
      yield message.toJson({ type: "list", list: this.list, replaces, removed });
    }
  }
}
