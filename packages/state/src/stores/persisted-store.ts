import type { Clock, Logger } from "@galaxy-kit/sdk";
import type { EntryFormat } from "./entry-format.js";
import type { Storage } from "./storage.js";
import { Store, type StoreState } from "./store.js";

/** How many keys a message names. */
const MAX_NAMED = 5;

interface Known<T> {
  readonly text: string;
  readonly value: T;
  readonly at: number;
}

/** What limits the entries of a store. */
export interface StoreLimits {
  readonly ttlMs: number;
  readonly maxEntries: number;
}

/** What a store needs of its run. */
export interface StoreParts<T> {
  readonly name: string;
  readonly storage: Storage;
  readonly format: EntryFormat<T>;
  readonly limits: StoreLimits;
  readonly clock: Pick<Clock, "now">;
  readonly log: Logger | undefined;
}

/** A {@link Store} on top of a storage. */
export class PersistedStore<T> extends Store<T> {
  /** The values that have been read, those that were used last at the end. The storage has the say: it may be replaced at any time. */
  readonly #known = new Map<string, Known<T>>();
  #isLoaded = false;
  #dropped = 0;
  readonly #future = new Set<string>();

  constructor(private readonly parts: StoreParts<T>) {
    super();
  }

  override get location(): string {
    return this.parts.storage.location;
  }

  override get state(): StoreState {
    const { bytes, saving } = this.parts.storage;
    const { size } = this;
    return { size, bytes, ...saving, dropped: this.#dropped, fromTheFuture: this.#future.size };
  }

  override get size(): number {
    return [...this.entries()].length;
  }

  override get(key: string): T | undefined {
    const known = this.#find(key);
    if (!known) return undefined;
    this.#use(key, known);
    return known.value;
  }

  override has(key: string): boolean {
    return this.#find(key) !== undefined;
  }

  override set(key: string, value: T): void {
    this.#load();
    const { storage, format, clock } = this.parts;
    const at = clock.now();
    const written = format.write(value, at, `The value of ${JSON.stringify(key)} in the store "${this.parts.name}"`);
    storage.write(key, written.text);
    this.#future.delete(key);
    this.#use(key, { ...written, at });
    this.#forgetOldest();
  }

  override delete(key: string): boolean {
    if (!this.#find(key)) return false;
    this.#remove(key);
    return true;
  }

  override clear(): void {
    for (const [key] of this.entries()) this.#remove(key);
  }

  override entries(): Iterable<readonly [string, T]> {
    this.#load();
    for (const key of new Set([...this.#known.keys(), ...this.parts.storage.keys()])) this.#find(key);
    return [...this.#known].map(([key, { value }]) => [key, value] as const);
  }

  #find(key: string): Known<T> | undefined {
    this.#load();
    const known = this.#read(key, (reason) => this.#logDropped([[key, reason]]));
    if (!known || !this.#isExpired(known)) return known;
    this.#remove(key);
    return undefined;
  }

  /** Reads everything once, so that what is wrong with it becomes one line in the log. */
  #load(): void {
    if (this.#isLoaded) return;
    const { storage } = this.parts;
    const keys = storage.keys();
    this.#isLoaded = true;
    const dropped: [key: string, reason: string][] = [];
    for (const key of keys) this.#read(key, (reason) => dropped.push([key, reason]));
    this.#logDropped(dropped);
    const oldestFirst = [...this.#known].sort(([, a], [, b]) => a.at - b.at);
    for (const [key, known] of oldestFirst) {
      if (this.#isExpired(known)) this.#remove(key);
      else this.#use(key, known);
    }
    this.#forgetOldest();
  }

  #read(key: string, onDropped: (reason: string) => void): Known<T> | undefined {
    const { storage, format } = this.parts;
    const text = storage.read(key);
    const known = this.#known.get(key);
    if (text === known?.text) return known;
    this.#known.delete(key);
    this.#future.delete(key);
    if (text === undefined) return undefined;
    const read = format.read(text);
    switch (read.kind) {
      case "future":
        this.#future.add(key);
        return undefined;
      case "damaged":
        this.#dropped += 1;
        storage.delete(key);
        onDropped(read.reason);
        return undefined;
      case "value":
        return this.#keep(key, text, read);
    }
  }

  #keep(
    key: string,
    text: string,
    read: { readonly value: T; readonly at: number; readonly isMigrated: boolean },
  ): Known<T> {
    const { storage, format } = this.parts;
    const written = read.isMigrated ? format.write(read.value, read.at, key).text : text;
    if (read.isMigrated) storage.write(key, written);
    const known = { text: written, value: read.value, at: read.at };
    this.#known.set(key, known);
    return known;
  }

  #use(key: string, known: Known<T>): void {
    this.#known.delete(key);
    this.#known.set(key, known);
  }

  #remove(key: string): void {
    this.#known.delete(key);
    this.parts.storage.delete(key);
  }

  #forgetOldest(): void {
    for (const key of this.#known.keys()) {
      if (this.#known.size <= this.parts.limits.maxEntries) return;
      this.#remove(key);
    }
  }

  /** Also if it comes from the future: a clock that was wrong must not keep it for years. */
  #isExpired({ at }: Known<T>): boolean {
    return Math.abs(this.parts.clock.now() - at) > this.parts.limits.ttlMs;
  }

  #logDropped(dropped: readonly (readonly [key: string, reason: string])[]): void {
    if (dropped.length === 0) return;
    const named = dropped.slice(0, MAX_NAMED).map(([key, reason]) => `${JSON.stringify(key)}: ${reason}`);
    const count = dropped.length === 1 ? "1 entry" : `${dropped.length} entries`;
    const more = dropped.length > MAX_NAMED ? ", …" : "";
    this.parts.log?.warn(
      `The store "${this.parts.name}" dropped ${count} that cannot be used: ${named.join(", ")}${more}`,
    );
  }
}
