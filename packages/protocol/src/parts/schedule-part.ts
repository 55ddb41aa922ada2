import { boolean, count, object, optional, string } from "../codec/index.js";
import type { PartKind } from "./part-kind.js";

/** A method that is called repeatedly. */
export interface SchedulePart {
  /** `Class.method`. */
  readonly name: string;
  readonly running: boolean;
  /** When the last run began. */
  readonly ranAt?: number | undefined;
  /** When the next run begins. */
  readonly nextAt?: number | undefined;
  /** Since when every run has failed. */
  readonly failingSince?: number | undefined;
  /** Why the last run failed. */
  readonly error?: string | undefined;
}

export const schedulePart: PartKind<SchedulePart> = {
  codec: object<SchedulePart>("a schedule", {
    name: string,
    running: boolean,
    ranAt: optional(count),
    nextAt: optional(count),
    failingSince: optional(count),
    error: optional(string),
  }),
  isInTrouble: ({ failingSince }) => failingSince !== undefined,
};
