/** Items by id. The object has no prototype, so that even `__proto__` can be an id. */
export class Collection<T extends object> {
  /** Called before an item is added, replaced or removed, with what is known of it until then. */
  beforeWrite: (id: string, item: T | undefined) => void = () => undefined;
  readonly #byId = Object.create(null) as Record<string, T>;

  /** Always the same object, which reflects every change. */
  get view(): Readonly<Record<string, T>> {
    return this.#byId;
  }

  get(id: string): T | undefined {
    return this.#byId[id];
  }

  set(id: string, thing: T): void {
    this.beforeWrite(id, this.get(id));
    this.#byId[id] = thing;
  }

  delete(id: string): boolean {
    const item = this.get(id);
    if (!item) return false;
    this.beforeWrite(id, item);
    Reflect.deleteProperty(this.#byId, id);
    return true;
  }

  ids(): string[] {
    return Object.keys(this.#byId);
  }

  clear(): void {
    for (const id of this.ids()) this.delete(id);
  }
}
