import { PersistentCache } from "@galaxy-kit/sdk";
import { recordRecipe } from "@galaxy-kit/sdk/extend";
import { Saver, SAVER_PARTS, type SaverParts, type SavingState } from "./saver.js";
import { SizeLimit } from "./size-limit.js";
import type { Storage } from "./storage.js";

const WARN_AT_MB = 1;
const MAX_MB = 8;

/** GALAXY's cache, which all stores of a run share: it is pushed as a whole. */
export class GalaxyRecord {
  readonly #saver: Saver;
  readonly #limit: SizeLimit;
  #isCounted = false;

  constructor(
    private readonly cache: PersistentCache,
    parts: SaverParts,
  ) {
    this.#saver = new Saver("GALAXY's cache", () => cache.push(), parts);
    const advice = 'All of it is sent at each push: keep less, or use { where: "disk" }.';
    this.#limit = new SizeLimit("GALAXY's cache", WARN_AT_MB, MAX_MB, advice, parts.log);
  }

  get bytes(): number {
    this.#count();
    return this.#limit.bytes;
  }

  get saving(): SavingState {
    return this.#saver.state;
  }

  keysWith(prefix: string): readonly string[] {
    return this.cache.keys().filter((key) => key.startsWith(prefix));
  }

  read(key: string): string | undefined {
    const text = this.cache.get(key);
    return text === undefined || typeof text === "string" ? text : JSON.stringify(text);
  }

  write(key: string, text: string): void {
    this.#count();
    this.#limit.admit(key, text);
    this.cache.set(key, text);
    this.#saver.request();
  }

  delete(key: string): void {
    if (!this.cache.has(key)) return;
    this.cache.delete(key);
    this.#limit.remove(key);
    this.#saver.request();
  }

  /** Counts what earlier runs have stored, and the author's own entries. */
  #count(): void {
    if (this.#isCounted) return;
    for (const key of this.cache.keys()) this.#limit.count(key, this.read(key) ?? "");
    this.#isCounted = true;
  }
}

recordRecipe(GalaxyRecord, {
  inject: [PersistentCache, SAVER_PARTS],
  make: (cache: PersistentCache, parts: SaverParts) => new GalaxyRecord(cache, parts),
});

/** The part of GALAXY's cache that one store has. */
export class GalaxyStorage implements Storage {
  readonly location: string;
  readonly #prefix: string;

  constructor(
    name: string,
    private readonly record: GalaxyRecord,
  ) {
    this.#prefix = `store/${name}/`;
    this.location = `GALAXY's cache, keys ${this.#prefix}…; deleted when the user disconnects`;
  }

  get bytes(): number {
    return this.record.bytes;
  }

  get saving(): SavingState {
    return this.record.saving;
  }

  keys(): readonly string[] {
    return this.record.keysWith(this.#prefix).map((key) => key.slice(this.#prefix.length));
  }

  read(key: string): string | undefined {
    return this.record.read(this.#prefix + key);
  }

  write(key: string, text: string): void {
    this.record.write(this.#prefix + key, text);
  }

  delete(key: string): void {
    this.record.delete(this.#prefix + key);
  }
}
