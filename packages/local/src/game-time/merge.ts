import type { GameTime } from "@galaxy-kit/sdk";
import type { PlatformFigure } from "./mirrored-game.js";
import type { GameTotal } from "./totals.js";

/** How the time counted here and the platform's become one figure. */
export type GameTimeMerge = "max" | "since";

/** Returns what GALAXY gets. What neither knows is left out. */
export function mergedTime(
  gameId: string,
  counted: GameTotal | undefined,
  platform: PlatformFigure | undefined,
  merge: GameTimeMerge,
): GameTime {
  const minutes = mergedMinutes(counted?.seconds, platform, merge);
  const lastPlayed = larger(counted && Math.floor(counted.endedAt / 1000), platform?.lastPlayed);
  return {
    gameId,
    ...(minutes !== undefined && { timePlayed: minutes }),
    ...(lastPlayed !== undefined && { lastPlayedTime: lastPlayed }),
  };
}

function mergedMinutes(
  seconds: number | undefined,
  platform: PlatformFigure | undefined,
  merge: GameTimeMerge,
): number | undefined {
  const said = platform?.minutes;
  if (seconds === undefined || said === undefined || merge === "max") {
    return larger(seconds && inMinutes(seconds), said);
  }
  return said + inMinutes(Math.max(0, seconds - (platform?.countedSeconds ?? 0)));
}

/** Rounded once, from all seconds together. */
function inMinutes(seconds: number): number {
  return Math.round(seconds / 60);
}

function larger(one: number | undefined, other: number | undefined): number | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return Math.max(one, other);
}
