import { boolean, count, object, optional, string } from "../codec/index.js";
import type { PartKind } from "./part-kind.js";

/** Values that outlive a run. */
export interface StorePart {
  readonly name: string;
  /** Where it is, and what deletes it. */
  readonly location: string;
  readonly entries: number;
  /** How much it takes; for stores that share a place, all of them together. */
  readonly bytes: number;
  /** Whether every change has been saved. */
  readonly saved: boolean;
  /** When it was last saved in this run. */
  readonly savedAt?: number | undefined;
  /** How many entries were dropped because they could not be used. */
  readonly dropped: number;
  /** Why it cannot be saved. */
  readonly error?: string | undefined;
}

export const storePart: PartKind<StorePart> = {
  codec: object<StorePart>("a store", {
    name: string,
    location: string,
    entries: count,
    bytes: count,
    saved: boolean,
    savedAt: optional(count),
    dropped: count,
    error: optional(string),
  }),
  isInTrouble: ({ error }) => error !== undefined,
};
