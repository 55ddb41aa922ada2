/**
 * Returns a date as GALAXY takes it: Unix time in whole seconds. Returns undefined if there is none: nothing, an empty text, one that is not a
 * date, or a date up to 1970, which many platforms send for "never".
 *
 * @example
 * ```ts
 * return { gameId, timePlayed, lastPlayedTime: toUnixTime(game.lastPlayedAt) };
 * ```
 *
 * @param date - such as `"2026-11-28T21:14:07Z"`. Without a time zone, it is that of this computer
 */
export function toUnixTime(date: string | Date | null | undefined): number | undefined {
  const seconds = Math.floor((typeof date === "string" ? Date.parse(date) : (date?.getTime() ?? 0)) / 1000);
  return seconds > 0 ? seconds : undefined;
}
