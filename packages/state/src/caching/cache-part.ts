import type { PartState } from "@galaxy-kit/sdk/extend";
import type { CacheState } from "./method-cache.js";

/**
 * Returns the state of a cache for tools.
 *
 * @param name - `Class.method`
 */
export function cachePart(name: string, { size: entries, ...state }: CacheState): PartState {
  return { kind: "cache", name, entries, ...state };
}
