/** Items by id. The object has no prototype, so that even `__proto__` can be an id. */
export class Collection<T extends object> {
  readonly #byId = Object.create(null) as Record<string, T>;

  /** Always the same object, which reflects every change. */
  get view(): Readonly<Record<string, T>> {
    return this.#byId;
  }

  get(id: string): T | undefined {
    return this.#byId[id];
  }

  set(id: string, thing: T): void {
    this.#byId[id] = thing;
  }

  delete(id: string): boolean {
    const known = this.get(id) !== undefined;
    Reflect.deleteProperty(this.#byId, id);
    return known;
  }

  ids(): string[] {
    return Object.keys(this.#byId);
  }

  clear(): void {
    for (const id of this.ids()) this.delete(id);
  }
}
