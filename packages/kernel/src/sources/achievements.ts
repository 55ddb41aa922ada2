import { type Achievement, achievement, id, list, object, pluginNotifications } from "@galaxy-kit/protocol";
import type { GameAchievements } from "@galaxy-kit/sdk";
import type { RawNotification } from "./raw-notification.js";

/** The achievements of a game with its id, as a source has them. */
export const gameAchievements = object<GameAchievements>("a GameAchievements", {
  gameId: id,
  achievements: list(achievement),
});

/**
 * Returns what the client is reported about the achievements of a game: those that it does not have. No notification says that one is gone.
 *
 * @param now - the JSON of them; undefined if nothing is known any longer
 * @param before - what the client knows: undefined or empty if nothing
 */
export function newAchievements(
  gameId: string,
  now: string | undefined,
  before: string | undefined,
): RawNotification[] {
  const known = new Set(achievementsIn(before).map(keyOf));
  return achievementsIn(now)
    .filter((unlocked) => !known.has(keyOf(unlocked)))
    .map((unlocked) => ({
      method: pluginNotifications.achievementUnlocked.method,
      params: { game_id: gameId, achievement: achievement.encode(unlocked) },
    }));
}

/** Returns what achievements are compared by: a name may change with the user's language, or be corrected. */
export function keyOf({ achievementId, achievementName }: Achievement): string {
  return achievementId == null ? `name ${achievementName ?? ""}` : `id ${achievementId}`;
}

function achievementsIn(text: string | undefined): readonly Achievement[] {
  return text === undefined || text === "" ? [] : gameAchievements.decode(JSON.parse(text)).achievements;
}
