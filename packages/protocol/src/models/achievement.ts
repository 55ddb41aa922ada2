import { label, object, optional, unixSeconds } from "../codec/index.js";

/** An achievement that the user has unlocked, identified by its id, its name, or both. */
export interface Achievement {
  /** When it was unlocked, as Unix time in seconds. */
  readonly unlockTime: number;
  /** Its id on the platform. */
  readonly achievementId?: string | undefined;
  /** Its name, for a platform without ids. */
  readonly achievementName?: string | undefined;
}

export const achievement = object<Achievement>(
  "an Achievement",
  { unlockTime: unixSeconds, achievementId: optional(label), achievementName: optional(label) },
  {
    check: ({ achievementId, achievementName }) =>
      achievementId == null && achievementName == null ? "with an achievementId or an achievementName" : undefined,
  },
);
