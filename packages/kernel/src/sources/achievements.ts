import { achievement, id, list, object, pluginNotifications } from "@galaxy-kit/protocol";
import type { GameAchievements } from "@galaxy-kit/sdk";
import type { RawNotification } from "./raw-notification.js";

/** The achievements of a game with its id, as a source has them. */
export const gameAchievements = object<GameAchievements>("a GameAchievements", {
  gameId: id,
  achievements: list(achievement),
});

interface WireAchievement {
  readonly achievement_id?: string;
  readonly achievement_name?: string;
}

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
      params: { game_id: gameId, achievement: unlocked },
    }));
}

function achievementsIn(text: string | undefined): readonly WireAchievement[] {
  if (text === undefined || text === "") return [];
  return (JSON.parse(text) as { readonly achievements: readonly WireAchievement[] }).achievements;
}

/** Its name may change with the user's language, or be corrected. */
function keyOf({ achievement_id: own, achievement_name: name }: WireAchievement): string {
  return own === undefined ? `name ${name ?? ""}` : `id ${own}`;
}
