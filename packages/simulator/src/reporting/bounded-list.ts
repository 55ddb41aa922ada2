/** A list that drops its oldest entries, since an integration can send messages forever. */
export class BoundedList<T> {
  readonly entries: T[] = [];
  #size = 0;

  /** @param space - the limit for all entries together, as measured by `sizeOf` */
  constructor(
    private readonly limit: number,
    private readonly space = Infinity,
    private readonly sizeOf: (entry: T) => number = () => 0,
  ) {}

  /** Returns the entries that are dropped. */
  add(entry: T): readonly T[] {
    this.entries.push(entry);
    this.#size += this.sizeOf(entry);
    // In slices, because dropping them one by one would move the whole list each time.
    if (this.entries.length <= this.limit * 2 && this.#size <= this.space * 2) return [];
    return this.entries.splice(0, this.#excess());
  }

  #excess(): number {
    let count = 0;
    for (; this.entries.length - count > this.limit || this.#size > this.space; count++) {
      const entry = this.entries[count];
      if (entry === undefined) break;
      this.#size -= this.sizeOf(entry);
    }
    return count;
  }
}
