/**
 * The ids of an import without a result so far. Keeping a set of a hundred thousand ids up to date takes as long as encoding their
 * results, so the set is made when it is first needed: not for results that come in the order of the ids, nor for an import
 * whose missing ids nothing requests.
 */
export class MissingIds {
  #set: Set<string> | undefined;
  /** The ids in the order in which their results are expected. Empty if that order is unknown. */
  #ordered: readonly string[];
  #next = 0;
  #remaining: () => Iterable<string>;

  constructor(ids: readonly string[]) {
    this.#ordered = ids;
    this.#remaining = () => ids.slice(this.#next);
  }

  /**
   * Results will come in any order, not in the order of the ids.
   *
   * @param remaining - returns the ids without a result; called when the set is made
   */
  expectAnyOrder(remaining: () => Iterable<string>): void {
    this.#ordered = [];
    this.#remaining = remaining;
  }

  /** Makes the set now, for an import whose ids have a result before they are done. */
  track(): void {
    this.#set ??= new Set(this.#remaining());
  }

  /** Must be called for each id that gets a result. */
  delete(id: string): void {
    if (this.#set) this.#set.delete(id);
    else if (this.#ordered[this.#next] === id) this.#next += 1;
  }

  has(id: string): boolean {
    return (!this.#set && this.#ordered[this.#next] === id) || this.#ids.has(id);
  }

  get size(): number {
    return this.#ids.size;
  }

  [Symbol.iterator](): Iterator<string> {
    return this.#ids[Symbol.iterator]();
  }

  get #ids(): Set<string> {
    return (this.#set ??= new Set(this.#remaining()));
  }
}
