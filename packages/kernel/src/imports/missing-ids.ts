/**
 * The ids of an import without a result so far. Most imports are never asked for them, and keeping a set of a hundred thousand ids
 * up to date takes longer than sending a result, so the set is made when it is first needed.
 */
export class MissingIds {
  #set: Set<string> | undefined;
  #remaining: () => Iterable<string>;

  constructor(ids: Iterable<string>) {
    this.#remaining = () => ids;
  }

  /** Sets how to find out, while there is no set, which ids have no result. */
  known(remaining: () => Iterable<string>): void {
    this.#remaining = remaining;
  }

  /** Makes the set now, for an import whose ids have a result before they are done. */
  track(): void {
    this.#set ??= new Set(this.#remaining());
  }

  /** Must be called for each id that gets a result. */
  delete(id: string): void {
    this.#set?.delete(id);
  }

  has(id: string): boolean {
    return this.#ids.has(id);
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
