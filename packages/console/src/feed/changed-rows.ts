import type { Lists } from "../contract/index.js";
import { RowsMessage } from "./rows-message.js";
import type { Source } from "./source.js";

/** The rest waits for the next round, so that a page that is new does not hold up an import. */
const ROWS_A_ROUND = 2_500;

/**
 * Tells of a list by what has changed in it. Only ids are remembered, each once, and a row is made when it is sent: a page that
 * does not read costs no more than a set of ids, and what changes again before it is sent is told as it is then.
 *
 * A page that is new has everything to learn: for it, all has changed.
 */
export class ChangedRows<T extends object> implements Source {
  #changed = new Set<string>();
  #replaces = true;

  /** @param things by id; the same object follows every change */
  constructor(
    private readonly list: keyof Lists,
    private readonly things: Readonly<Record<string, T>>,
    private readonly row: (thing: T) => object,
  ) {
    this.replaceAll();
  }

  changed(ids: readonly string[]): void {
    for (const id of ids) this.#changed.add(id);
  }

  /** What the page has is worth nothing any more. */
  replaceAll(): void {
    this.#replaces = true;
    this.#changed = new Set(Object.keys(this.things));
  }

  *news(): Generator<string> {
    for (let left = ROWS_A_ROUND; this.#replaces || (this.#changed.size > 0 && left > 0);) {
      const message = new RowsMessage();
      const gone: string[] = [];
      for (const id of this.#changed) {
        if (message.isFull || left === 0) break;
        left--;
        this.#changed.delete(id);
        const thing = this.things[id];
        if (thing) message.add(this.row(thing));
        else gone.push(id);
      }
      const replaces = this.#replaces;
      this.#replaces = false;
      yield message.toJson({ type: "list", list: this.list, replaces, gone });
    }
  }
}
