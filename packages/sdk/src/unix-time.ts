/** Platforms send January 1, 1970 for "never", in any time zone. */
const MIN_MS = 24 * 60 * 60 * 1000;
/** The year 5138, from which on seconds look like milliseconds. Platforms send the last day of 9999 for "never", too. */
const MAX_MS = 1e14;

/**
 * Converts a date to what GALAXY expects: Unix time in whole seconds. Returns undefined for nothing, an empty text, a text that is not a date,
 * and dates that platforms send for "never": up to January 1, 1970, or in the distant future, such as 9999.
 *
 * @example
 * ```ts
 * return { gameId, timePlayed, lastPlayedTime: toUnixTime(game.lastPlayedAt) };
 * ```
 *
 * @example For a member that must be there, say what to send instead
 * ```ts
 * return { achievementId, unlockTime: toUnixTime(trophy.earnedAt) ?? 0 };
 * ```
 *
 * @param date - such as `"2026-11-28T21:14:07Z"`. Without a time zone, that of this computer applies: append `Z` if the platform means UTC
 */
export function toUnixTime(date: string | Date | null | undefined): number | undefined {
  const time = typeof date === "string" ? Date.parse(date) : (date?.getTime() ?? 0);
  return time > MIN_MS && time < MAX_MS ? Math.floor(time / 1000) : undefined;
}
