/** The items of a source by id. They are kept as JSON, which takes a fraction of the memory, and read when they are needed. */
export class ItemView<T> implements ReadonlyMap<string, T> {
  constructor(
    private readonly texts: () => ReadonlyMap<string, string>,
    private readonly read: (text: string) => T,
  ) {}

  get size(): number {
    return this.texts().size;
  }

  has(id: string): boolean {
    return this.texts().has(id);
  }

  get(id: string): T | undefined {
    const text = this.texts().get(id);
    return text === undefined ? undefined : this.read(text);
  }

  keys(): MapIterator<string> {
    return this.texts().keys();
  }

  *values(): MapIterator<T> {
    for (const text of this.texts().values()) yield this.read(text);
  }

  *entries(): MapIterator<[string, T]> {
    for (const [id, text] of this.texts()) yield [id, this.read(text)];
  }

  [Symbol.iterator](): MapIterator<[string, T]> {
    return this.entries();
  }

  forEach(callback: (item: T, id: string, map: ReadonlyMap<string, T>) => void): void {
    for (const [id, item] of this) callback(item, id, this);
  }
}
