import {
  type Achievement,
  type Game,
  type GameLibrarySettings,
  type GameTime,
  type LocalGame,
  LocalGameState,
  type OSCompatibility,
} from "@galaxy-kit/protocol";
import { Collection } from "./collection.js";
import type { KnownGame } from "./library.js";

/** The client's knowledge of games, merged from all messages about them. */
export class Games extends Collection<KnownGame> {
  /** Makes exactly these games the owned ones. Returns the ids of all games that may have changed. */
  replaceOwned(games: readonly Game[]): string[] {
    const before = this.owned();
    for (const id of before) this.disown(id);
    for (const game of games) this.own(game);
    return [...new Set([...before, ...games.map((game) => game.gameId)])];
  }

  own(game: Game): void {
    const { dlcs: _oldDlcs, ...known } = this.#known(game.gameId);
    const { dlcs, ...rest } = game;
    this.set(game.gameId, { ...known, ...rest, ...(dlcs && { dlcs }), owned: true });
  }

  /** Removes a game, unless it is on this computer. */
  disown(gameId: string): void {
    const { localGameState } = this.#known(gameId);
    if (localGameState) this.#update(gameId, { owned: false });
    else this.delete(gameId);
  }

  owned(): string[] {
    return this.ids().filter((id) => this.get(id)?.owned);
  }

  /** Makes exactly these games the local ones. Returns the ids of all games that may have changed. */
  replaceLocal(games: readonly LocalGame[]): string[] {
    const before = this.ids().filter((id) => this.get(id)?.localGameState);
    for (const gameId of before) this.setLocalState({ gameId, localGameState: LocalGameState.None });
    for (const game of games) this.setLocalState(game);
    return [...new Set([...before, ...games.map((game) => game.gameId)])];
  }

  setLocalState({ gameId, localGameState }: LocalGame): void {
    this.#update(gameId, { localGameState });
  }

  setAchievements(gameId: string, achievements: readonly Achievement[]): void {
    this.#update(gameId, { achievements });
  }

  unlock(gameId: string, achievement: Achievement): void {
    const others = (this.get(gameId)?.achievements ?? []).filter((known) => !isSame(known, achievement));
    this.#update(gameId, { achievements: [...others, achievement] });
  }

  setGameTime({ gameId, timePlayed, lastPlayedTime }: GameTime): void {
    this.#update(gameId, {
      ...(timePlayed !== undefined && { timePlayed }),
      ...(lastPlayedTime !== undefined && { lastPlayedTime }),
    });
  }

  setLibrarySettings({ gameId, tags, hidden }: GameLibrarySettings): void {
    this.#update(gameId, { ...(tags && { tags }), ...(hidden !== undefined && { hidden }) });
  }

  setOsCompatibility(gameId: string, osCompatibility: OSCompatibility | null): void {
    this.#update(gameId, { osCompatibility });
  }

  setLocalSize(gameId: string, localSize: number | null): void {
    this.#update(gameId, { localSize });
  }

  #update(gameId: string, changes: Partial<KnownGame>): void {
    this.set(gameId, { ...this.#known(gameId), ...changes });
  }

  #known(gameId: string): KnownGame {
    return this.get(gameId) ?? { gameId, owned: false };
  }
}

function isSame(one: Achievement, other: Achievement): boolean {
  return one.achievementId !== undefined && other.achievementId !== undefined
    ? one.achievementId === other.achievementId
    : one.achievementName === other.achievementName;
}
