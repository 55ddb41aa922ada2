import { isObject } from "../reading/shape.js";
import { StepSkipped } from "../running/failure.js";
import type { Stage } from "../running/stage.js";

/** Texts in parameters that stand for what a scenario cannot know in advance. */
const references: Readonly<Record<string, (games: readonly string[]) => unknown>> = {
  $ownedGame: ([first]) => first,
  $ownedGames: (games) => games,
};

/** Puts what is meant in the place of `"$ownedGame"` and `"$ownedGames"`. */
export function resolveReferences(value: unknown, stage: Stage): unknown {
  if (Array.isArray(value)) return value.map((item) => resolveReferences(item, stage));
  if (isObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, resolveReferences(member, stage)]));
  }
  const reference = typeof value === "string" && Object.hasOwn(references, value) ? references[value] : undefined;
  return reference ? reference(someOwnedGames(stage)) : value;
}

/** Skips the step if there are none. */
export function someOwnedGames(stage: Stage): readonly string[] {
  const games = stage.ownedGames();
  if (games.length === 0) throw new StepSkipped("the user owns no games");
  return games;
}
