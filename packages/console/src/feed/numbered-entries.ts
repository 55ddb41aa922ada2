/** Numbers the entries of a growing list that drops its oldest ones. The numbers have no gaps. */
export class NumberedEntries<T> {
  #last: number;

  /**
   * @param kept - returns the entries that are kept, oldest first
   * @param last - the number of the newest entry, if older ones have been dropped already
   */
  constructor(
    private readonly kept: () => readonly T[],
    last = kept().length,
  ) {
    this.#last = last;
  }

  /** Must be called after each entry is added. */
  added(): void {
    this.#last++;
  }

  /** The number of the newest entry. */
  get last(): number {
    return this.#last;
  }

  /** The number of the oldest entry that is kept. */
  get first(): number {
    return this.#last - this.kept().length + 1;
  }

  at(number: number): T | undefined {
    return this.kept()[number - this.first];
  }
}
