/** A list that forgets its oldest entries: an integration may send for as long as it likes. */
export class BoundedList<T> {
  readonly entries: T[] = [];
  #size = 0;

  /** @param space for all entries together, measured by `sizeOf` */
  constructor(
    private readonly limit: number,
    private readonly space = Infinity,
    private readonly sizeOf: (entry: T) => number = () => 0,
  ) {}

  /** Answers what is forgotten for it. */
  add(entry: T): readonly T[] {
    this.entries.push(entry);
    this.#size += this.sizeOf(entry);
    // In slices, as taking them off one by one would move the whole list each time.
    if (this.entries.length <= this.limit * 2 && this.#size <= this.space * 2) return [];
    return this.entries.splice(0, this.#tooMany());
  }

  #tooMany(): number {
    let count = 0;
    for (; this.entries.length - count > this.limit || this.#size > this.space; count++) {
      const entry = this.entries[count];
      if (entry === undefined) break;
      this.#size -= this.sizeOf(entry);
    }
    return count;
  }
}
