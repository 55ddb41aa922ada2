/** A library of any size fits several times; more can only be an attack or a mistake. */
const MAX_WAITING = 200_000;

/** What the client has started while an import of the same kind was running. */
export class WaitingStarts {
  #ids = new Set<string>();
  #starts = 0;

  get isFull(): boolean {
    return this.#ids.size + this.#starts >= MAX_WAITING;
  }

  add(ids: Iterable<string>): void {
    for (const id of ids) this.#ids.add(id);
    this.#starts += 1;
  }

  /**
   * Removes the ids that an import is about to answer.
   *
   * @returns how many starts need nothing else
   */
  leaveTo(answered: Iterable<string>): number {
    if (this.#starts === 0) return 0;
    for (const id of answered) this.#ids.delete(id);
    return this.#ids.size === 0 ? this.take().starts : 0;
  }

  take(): { readonly ids: readonly string[]; readonly starts: number } {
    const taken = { ids: [...this.#ids], starts: this.#starts };
    this.#ids = new Set();
    this.#starts = 0;
    return taken;
  }
}
