import type { PartState } from "@galaxy-kit/sdk/extend";
import type { GameSession } from "./game-session.js";

/** What the tools of a developer show of the tracker. */
interface Tracked {
  readonly running: readonly GameSession[];
  readonly watched: number;
  readonly error: string | undefined;
}

/** Returns the running games for tools. */
export function gamesPart({ running, watched, error }: Tracked): PartState {
  const games = running.map(({ gameId, startedAt, seconds, how }) => ({
    gameId,
    startedAt: Math.round(startedAt),
    seconds,
    how,
  }));
  return { kind: "games", name: "GameTracker", running: games, watched, error };
}
