import type { Clock } from "@galaxy-kit/sdk";

/** The games that an answer may not know to be running yet: they were launched a moment ago, or are held. */
export class LaunchingGames {
  /** How many hold each game. */
  readonly #holds = new Map<string, number>();
  readonly #launchedAt = new Map<string, number>();

  /** @param startWithinMs - how long a game may take to start */
  constructor(
    private readonly clock: Clock,
    private readonly startWithinMs: number,
  ) {}

  /** Returns what ends it. */
  hold(gameId: string): () => void {
    this.#holds.set(gameId, (this.#holds.get(gameId) ?? 0) + 1);
    let isHolding = true;
    return () => {
      if (!isHolding) return;
      isHolding = false;
      const rest = (this.#holds.get(gameId) ?? 1) - 1;
      if (rest > 0) this.#holds.set(gameId, rest);
      else this.#holds.delete(gameId);
    };
  }

  /** The user has clicked Play. */
  launched(gameId: string): void {
    this.#launchedAt.set(gameId, this.clock.monotonic());
  }

  has(gameId: string): boolean {
    const at = this.#launchedAt.get(gameId);
    if (at !== undefined && this.clock.monotonic() - at < this.startWithinMs) return true;
    this.#launchedAt.delete(gameId);
    return this.#holds.has(gameId);
  }
}
