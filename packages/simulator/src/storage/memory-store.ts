import type { Store, StoredRecord } from "./store.js";

/** Returns a store that lasts as long as the process. Pass it to the next client to simulate a restart. */
export function memoryStore(record?: StoredRecord): Store {
  let kept = record;
  return {
    open: () => Promise.resolve({ problems: [], ...(kept && { record: kept }) }),
    save: (next) => {
      kept = next;
      return Promise.resolve();
    },
    wipe: () => {
      kept = undefined;
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  };
}
