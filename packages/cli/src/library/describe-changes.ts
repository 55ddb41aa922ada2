import type { KnownGame } from "@galaxy-kit/simulator";
import { formatPlayTime, formatState, printable } from "./format.js";
import { isRunning, isShown, titleOf } from "./shown-games.js";

/** Describes the changes of a game between two snapshots. */
export function describeChanges(before: KnownGame | undefined, after: KnownGame | undefined): string[] {
  if (!isShown(after)) return isShown(before) ? [`${printable(titleOf(before))}: removed`] : [];
  const title = printable(titleOf(after));
  const changes: string[] = [];
  if (!isShown(before)) changes.push(`${title}: added`);
  else if (titleOf(before) !== titleOf(after)) changes.push(`${title}: renamed from ${printable(titleOf(before))}`);
  if (before?.localGameState !== after.localGameState) {
    const hasEnded = isRunning(before) && !isRunning(after);
    changes.push(`${title}: ${hasEnded ? "ended" : formatState(after.localGameState)}`);
  }
  if (before?.timePlayed !== after.timePlayed && (after.timePlayed ?? 0) > 0) {
    changes.push(`${title}: played ${formatPlayTime(after.timePlayed, after.lastPlayedTime)}`);
  }
  return changes;
}
