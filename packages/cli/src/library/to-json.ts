import type { Library, Problem } from "@galaxy-kit/simulator";
import { shownGames } from "./shown-games.js";

/** The library as JSON: the simulated client's own record of each game, friend and subscription. */
export function toJson(library: Library, problems: readonly Problem[]): string {
  const { platform = null, features, user = null } = library;
  const friends = Object.values(library.friends);
  const subscriptions = Object.values(library.subscriptions);
  return JSON.stringify(
    { platform, features, user, games: shownGames(library), friends, subscriptions, problems },
    undefined,
    2,
  );
}
