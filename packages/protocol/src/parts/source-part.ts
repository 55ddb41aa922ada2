import { array, boolean, count, object, oneOf, optional, string } from "../codec/index.js";
import type { PartKind } from "./part-kind.js";

/** A method that is a source. */
export interface SourcePart {
  /** `Class.method`. */
  readonly name: string;
  readonly state: "never" | "fresh" | "stale" | "failing";
  /** How much is known. */
  readonly count: number;
  /** How many changes are yet to be reported to the client. */
  readonly pending: number;
  /** Whether it waits for the user to log in again. */
  readonly paused: boolean;
  /** When the last complete answer came. */
  readonly at?: number | undefined;
  /** When the next run begins. */
  readonly nextAt?: number | undefined;
  /** Why the last run failed. */
  readonly error?: string | undefined;
  readonly heldBack?: HeldBack | undefined;
}

/** What is missing from the last answers of a source, and is not removed yet. */
export interface HeldBack {
  readonly count: number;
  /** Some of the ids. */
  readonly first: readonly string[];
  readonly since: number;
  /** How many more answers have to lack it. */
  readonly answersNeeded: number;
  /** Whether so much is missing that the answer is suspicious. */
  readonly suspicious: boolean;
}

export const sourcePart: PartKind<SourcePart> = {
  codec: object<SourcePart>("a source", {
    name: string,
    state: oneOf(["never", "fresh", "stale", "failing"]),
    count,
    pending: count,
    paused: boolean,
    at: optional(count),
    nextAt: optional(count),
    error: optional(string),
    heldBack: optional(
      object<HeldBack>("removals that are held back", {
        count,
        first: array(string),
        since: count,
        answersNeeded: count,
        suspicious: boolean,
      }),
    ),
  }),
  isInTrouble: ({ state, heldBack }) => state === "failing" || heldBack !== undefined,
};
