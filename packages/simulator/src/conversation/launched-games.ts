import { LocalGameState } from "@galaxy-kit/protocol";
import type { Games } from "../knowledge/games.js";

/** The games that the client launched, to notice their end. */
export class LaunchedGames {
  readonly #starting = new Set<string>();
  readonly #running = new Set<string>();

  constructor(private readonly games: Games) {}

  launched(gameId: string): void {
    this.#starting.add(gameId);
  }

  /** Call when the state of a game may have changed. Returns whether a game that was launched has ended. */
  hasEnded(gameId: string): boolean {
    const isRunning = ((this.games.get(gameId)?.localGameState ?? 0) & LocalGameState.Running) !== 0;
    if (!isRunning) return this.#running.delete(gameId);
    if (this.#starting.delete(gameId)) this.#running.add(gameId);
    return false;
  }
}
