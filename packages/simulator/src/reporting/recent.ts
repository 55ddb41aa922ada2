/** A list that forgets its oldest entries: an integration may send for as long as it likes. */
export class Recent<T> {
  readonly entries: T[] = [];

  constructor(private readonly limit: number) {}

  add(entry: T): void {
    this.entries.push(entry);
    // In slices, as taking them off one by one would move the whole list each time.
    if (this.entries.length > this.limit * 2) this.entries.splice(0, this.entries.length - this.limit);
  }
}
