import { EntryFormat } from "./entry-format.js";
import { PersistedStore } from "./persisted-store.js";
import { MemoryStorage } from "./storage.js";
import type { Store } from "./store.js";

/** Makes a store for a unit test, without an integration: it takes what JSON can store, and keeps it in memory. */
export function memoryStore<T>(entries: Iterable<readonly [key: string, value: T]> = []): Store<T> {
  const anything = {
    "~standard": { version: 1, vendor: "galaxy-kit", validate: (value: unknown) => ({ value: value as T }) },
  } as const;
  const store = new PersistedStore<T>({
    name: "in memory",
    storage: new MemoryStorage(),
    format: new EntryFormat<T>(anything, 1, {}),
    limits: { ttlMs: Infinity, maxEntries: Infinity },
    clock: Date,
    log: undefined,
  });
  for (const [key, value] of entries) store.set(key, value);
  return store;
}
