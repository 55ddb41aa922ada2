import type { Facts } from "./facts.js";

/** What was known of a library, to compare it with at the next start. */
export interface KnownLibrary {
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly items: Iterable<KnownItem>;
}

/** What was known of a game, a friend or a subscription. */
export type KnownItem = readonly [subject: string, id: string, facts: Facts];
