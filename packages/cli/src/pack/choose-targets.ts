import { UsageError } from "../command-line/command-error.js";
import { nearest } from "../command-line/nearest.js";
import { defaultTargets, type Target, targets } from "../runtimes/runtimes.js";
import type { PackageTarget } from "./releases.js";

/** Reads the options: packages with a runtime for some systems, or one package without a runtime. */
export function chooseTargets(
  lists: readonly string[] | undefined,
  includesRuntime: boolean,
): readonly PackageTarget[] {
  if (includesRuntime) return lists === undefined ? defaultTargets : parseTargets(lists);
  if (lists !== undefined)
    throw new UsageError("Use either --target or --no-runtime, not both: --target selects the runtimes to include.");
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
  const hint = meant === undefined ? `Targets: ${targets.join(", ")}.` : `Did you mean ${meant}?`;
  throw new UsageError(`Unknown target '${name}'. ${hint}`);
}
