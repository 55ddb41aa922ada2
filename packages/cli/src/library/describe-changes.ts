import { compareGames, type KnownGame } from "@galaxy-kit/simulator";
import { formatPlayTime, formatState, printable } from "./format.js";
import { isRunning, isShown, titleOf } from "./shown-games.js";

/** Describes the changes of a game between two snapshots. */
export function describeChanges(before: KnownGame | undefined, after: KnownGame | undefined): string[] {
  const { kind, facts = [] } = compareGames(before, after) ?? {};
  if (kind === "removed" && before) return [`${printable(titleOf(before))}: removed`];
  if (!after) return [];
  const title = printable(titleOf(after));
  const lines = facts.flatMap(({ name }) => describeFact(name, before, after)).map((line) => `${title}: ${line}`);
  return kind === "added" ? [`${title}: added`, ...lines] : lines;
}

function describeFact(name: string, before: KnownGame | undefined, after: KnownGame): readonly string[] {
  switch (name) {
    case "gameTitle":
      return before && isShown(before) ? [`renamed from ${printable(titleOf(before))}`] : [];
    case "localGameState":
      if (after.localGameState === undefined) return [];
      return [isRunning(before) && !isRunning(after) ? "ended" : formatState(after.localGameState)];
    case "timePlayed":
      return (after.timePlayed ?? 0) > 0 ? [`played ${formatPlayTime(after.timePlayed, after.lastPlayedTime)}`] : [];
    default:
      return [];
  }
}
