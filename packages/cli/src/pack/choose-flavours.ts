import { UsageError } from "../command-line/command-error.js";
import { nearest } from "../command-line/nearest.js";
import { type Target, targets, usualTargets } from "../runtimes/runtimes.js";
import type { Flavour } from "./releases.js";

/** What is asked for on the command line: packages with the runtimes of some systems, or one without. */
export function chooseFlavours(lists: readonly string[] | undefined, withoutRuntime: boolean): readonly Flavour[] {
  if (!withoutRuntime) return lists === undefined ? usualTargets : parseTargets(lists);
  if (lists !== undefined)
    throw new UsageError("--target chooses a runtime, and --no-runtime wants none: use one of them.");
  return ["any"];
}

function parseTargets(lists: readonly string[]): readonly Target[] {
  const names = lists.flatMap((list) => list.split(",")).map((name) => name.trim());
  return [...new Set(names.map(parseTarget))];
}

function parseTarget(name: string): Target {
  const found = targets.find((target) => target === name);
  if (found) return found;
  const meant = nearest(name, targets);
  throw new UsageError(
    `There is no target '${name}'. ${meant === undefined ? `There are: ${targets.join(", ")}.` : `Did you mean ${meant}?`}`,
  );
}
