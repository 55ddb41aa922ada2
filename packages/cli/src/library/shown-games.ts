import { LocalGameState } from "@galaxy-kit/protocol";
import type { KnownGame, Library } from "@galaxy-kit/simulator";

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
