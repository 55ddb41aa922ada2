import { NotReadyError } from "@galaxy-kit/sdk";
import type { PartState } from "@galaxy-kit/sdk/extend";
import type { Store, StoreState } from "./store.js";

/** Returns the state of a store for tools; undefined before the handshake, if it is in GALAXY's cache. */
export function storePart(name: string, store: Pick<Store<unknown>, "location" | "state">): PartState | undefined {
  const state = stateOf(store);
  if (!state) return undefined;
  const { size: entries, bytes, isSaved: saved, savedAt, dropped, error } = state;
  return { kind: "store", name, location: store.location, entries, bytes, saved, savedAt, dropped, error };
}

function stateOf(store: Pick<Store<unknown>, "state">): StoreState | undefined {
  try {
    return store.state;
  } catch (error) {
    if (error instanceof NotReadyError) return undefined;
    throw error;
  }
}
