import { isDeepStrictEqual } from "node:util";
import type { KnownGame } from "../knowledge/library.js";
import { allFactsOf, type Comparable, type Facts, games } from "./facts.js";

/** A fact that is different from before. */
export interface FactChange {
  readonly name: string;
  /** Absent if it had not been reported. */
  readonly before?: unknown;
  readonly after: unknown;
}

/** How an item differs from what was known before. */
export interface ItemChange {
  readonly kind: "added" | "removed" | "changed";
  readonly facts: readonly FactChange[];
}

/** Compares an item with what was known before; undefined if it is the same. Facts that are no longer reported count as unchanged. */
export function compare<T>(
  { isShown }: Comparable<T>,
  before: Facts | undefined,
  after: Facts | undefined,
): ItemChange | undefined {
  const wasShown = before !== undefined && isShown(before);
  if (after === undefined || !isShown(after)) return wasShown ? { kind: "removed", facts: [] } : undefined;
  const known = before ?? {};
  const facts = Object.entries(after)
    .filter(([name, value]) => !isDeepStrictEqual(value, known[name]))
    .map(([name, value]) => ({ name, after: value, ...(name in known && { before: known[name] }) }));
  if (!wasShown) return { kind: "added", facts };
  return facts.length === 0 ? undefined : { kind: "changed", facts };
}

/** Compares two states of a game; undefined if GALAXY would show it the same. */
export function compareGames(before: KnownGame | undefined, after: KnownGame | undefined): ItemChange | undefined {
  return compare(games, before && allFactsOf(games, before), after && allFactsOf(games, after));
}
