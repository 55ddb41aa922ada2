import { LocalGameState } from "@galaxy-kit/protocol";
import type { KnownGame, Library } from "@galaxy-kit/simulator";

const alphabetical = new Intl.Collator();

/** Whether the client shows a game: it is owned or installed. */
export function isShown(game: KnownGame | undefined): game is KnownGame {
  return game !== undefined && (game.owned || (game.localGameState ?? LocalGameState.None) !== LocalGameState.None);
}

/** Returns the games that the client shows, sorted by title. */
export function shownGames(library: Library): KnownGame[] {
  return Object.values(library.games)
    .filter(isShown)
    .sort((one, other) => alphabetical.compare(titleOf(one), titleOf(other)));
}

export function titleOf({ gameTitle = "", gameId }: KnownGame): string {
  return isBlank(gameTitle) ? gameId : gameTitle;
}

export function isRunning(game: { readonly localGameState?: LocalGameState | undefined } | undefined): boolean {
  return ((game?.localGameState ?? LocalGameState.None) & LocalGameState.Running) !== 0;
}

/** Numbers for the user to type. A game keeps its number while the program runs, even if other games come or go. */
export class Numbering {
  readonly #ids: string[] = [];
  readonly #numbers = new Map<string, number>();

  /** Returns the number of an id, assigning the next one if it has none. */
  readonly of = (id: string): number => {
    const number = this.#numbers.get(id) ?? this.#ids.push(id);
    this.#numbers.set(id, number);
    return number;
  };

  /** Returns the id with the given number. */
  idOf(number: number): string | undefined {
    return this.#ids[number - 1];
  }
}

/** Some titles consist of characters without a width. */
function isBlank(text: string): boolean {
  return /^[\s\p{Cf}]*$/u.test(text);
}
