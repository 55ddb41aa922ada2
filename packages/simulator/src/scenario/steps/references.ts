import { isPlainObject } from "@galaxy-kit/protocol";
import { StepSkippedError } from "./failures.js";
import type { ScenarioRun } from "./scenario-run.js";

/** Strings in parameters that stand for values a scenario cannot know in advance. */
const references: Readonly<Record<string, (games: readonly string[]) => unknown>> = {
  $ownedGame: ([first]) => first,
  $ownedGames: (games) => games,
};

/** Replaces `"$ownedGame"` and `"$ownedGames"` with the ids of owned games. */
export function resolveReferences(value: unknown, run: ScenarioRun): unknown {
  if (Array.isArray(value)) return value.map((item) => resolveReferences(item, run));
  if (isPlainObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, resolveReferences(member, run)]));
  }
  const reference = typeof value === "string" && Object.hasOwn(references, value) ? references[value] : undefined;
  return reference ? reference(someOwnedGames(run)) : value;
}

/** Returns the ids of all owned games. Skips the step if there are none. */
export function someOwnedGames(run: ScenarioRun): readonly string[] {
  const games = run.ownedGames();
  if (games.length === 0) throw new StepSkippedError("the user owns no games");
  return games;
}
