import { LocalGameState } from "@galaxy-kit/protocol";
import type { KnownGame, Library, Problem } from "@galaxy-kit/simulator";

/** Whether the client shows a game: it is owned, or on this computer. */
export function isShown(game: KnownGame | undefined): game is KnownGame {
  return game !== undefined && (game.owned || (game.localGameState ?? LocalGameState.None) !== LocalGameState.None);
}

/** The games that the client shows, by their titles. */
export function shownGames(library: Library): KnownGame[] {
  return Object.values(library.games)
    .filter(isShown)
    .sort((one, other) => titleOf(one).localeCompare(titleOf(other)));
}

export function titleOf({ gameTitle, gameId }: KnownGame): string {
  return gameTitle ?? gameId;
}

export function isRunning(game: { readonly localGameState?: LocalGameState | undefined } | undefined): boolean {
  return ((game?.localGameState ?? LocalGameState.None) & LocalGameState.Running) !== 0;
}

/** Numbers to type: a game keeps its number for as long as the programme runs, whatever comes or goes around it. */
export class Numbering {
  readonly #ids: string[] = [];

  /** Gives the next number to an id that has none yet. */
  readonly of = (id: string): number => {
    const index = this.#ids.indexOf(id);
    return index === -1 ? this.#ids.push(id) : index + 1;
  };

  /** The id that has a number. */
  idOf(number: number): string | undefined {
    return this.#ids[number - 1];
  }
}

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
