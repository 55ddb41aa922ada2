import type { GameRow } from "@galaxy-kit/console";
import { isInstalled, isRunning, titleOf } from "./game-state.js";

/** The groups the user can choose from. As in GALAXY, hidden games appear in no other group. */
const groups = {
  all: { title: "All", has: (game: GameRow) => !game.hidden },
  installed: { title: "Installed", has: (game: GameRow) => !game.hidden && isInstalled(game) },
  running: { title: "Running", has: (game: GameRow) => !game.hidden && isRunning(game) },
  owned: { title: "Owned", has: (game: GameRow) => !game.hidden && game.owned },
  notOwned: { title: "Not owned", has: (game: GameRow) => !game.hidden && !game.owned },
  hidden: { title: "Hidden", has: (game: GameRow) => game.hidden === true },
};

export type GameGroup = keyof typeof groups;

export const gameGroups = Object.keys(groups) as GameGroup[];

export function titleOfGroup(group: GameGroup): string {
  return groups[group].title;
}

/** Returns the number of games in each group. */
export function countGroups(games: Iterable<GameRow>): Readonly<Record<GameGroup, number>> {
  const counts = { all: 0, installed: 0, running: 0, owned: 0, notOwned: 0, hidden: 0 };
  // One pass instead of one filter per group: this runs over the whole library whenever a game changes.
  for (const game of games) {
    if (game.hidden) {
      counts.hidden++;
      continue;
    }
    counts.all++;
    if (isInstalled(game)) counts.installed++;
    if (isRunning(game)) counts.running++;
    if (game.owned) counts.owned++;
    else counts.notOwned++;
  }
  return counts;
}

/** Returns the games of a group whose title, ID or tags contain the text. */
export function filterGames(games: readonly GameRow[], group: GameGroup, search: string): readonly GameRow[] {
  const { has } = groups[group];
  const text = search.trim().toLowerCase();
  if (text === "") return games.filter(has);
  return games.filter(
    (game) =>
      has(game) &&
      (titleOf(game).toLowerCase().includes(text) ||
        game.gameId.toLowerCase().includes(text) ||
        game.tags?.some((tag) => tag.toLowerCase().includes(text))),
  );
}
