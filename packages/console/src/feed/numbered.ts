/** Gives numbers, without gaps, to the entries of a list that goes on and forgets the oldest ones. */
export class Numbered<T> {
  /** The number of the latest entry. */
  #last: number;

  /**
   * @param kept oldest first
   * @param last the number of the latest one, where entries have been forgotten before
   */
  constructor(
    private readonly kept: () => readonly T[],
    last = kept().length,
  ) {
    this.#last = last;
  }

  /** To be called for each entry, when it has been added. */
  added(): void {
    this.#last++;
  }

  get last(): number {
    return this.#last;
  }

  get first(): number {
    return this.#last - this.kept().length + 1;
  }

  at(number: number): T | undefined {
    return this.kept()[number - this.first];
  }
}
