import { object, optional, string, unixSeconds } from "../codec/index.js";

/** An achievement that the user has unlocked, known by its id, its name, or both. */
export interface Achievement {
  /** Unix seconds. */
  readonly unlockTime: number;
  readonly achievementId?: string | undefined;
  readonly achievementName?: string | undefined;
}

export const achievement = object<Achievement>(
  "an Achievement",
  { unlockTime: unixSeconds, achievementId: optional(string), achievementName: optional(string) },
  {
    check: ({ achievementId, achievementName }) =>
      achievementId == null && achievementName == null ? "with an achievementId or an achievementName" : undefined,
  },
);
