import { count, object, optional, string } from "../codec/index.js";
import type { PartKind } from "./part-kind.js";

/** Results that a method keeps for a while. */
export interface CachePart {
  /** `Class.method`. */
  readonly name: string;
  readonly entries: number;
  /** How many of them are old, and used only until there are new ones. */
  readonly stale: number;
  /** How many calls were answered from the cache, and how many were not. */
  readonly hits: number;
  readonly misses: number;
  /** How many calls are running. */
  readonly running: number;
  /** Why an old result could not be replaced. */
  readonly error?: string | undefined;
}

export const cachePart: PartKind<CachePart> = {
  codec: object<CachePart>("a cache", {
    name: string,
    entries: count,
    stale: count,
    hits: count,
    misses: count,
    running: count,
    error: optional(string),
  }),
  isInTrouble: ({ error }) => error !== undefined,
};
