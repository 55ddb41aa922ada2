import { extname } from "node:path";
import { loadScenario, type Scenario, ScenarioRefusedError, type ShippedScenario } from "@galaxy-kit/simulator";
import { CommandError, UsageError } from "../command-line/command-error.js";
import { nearest } from "../command-line/nearest.js";

/** Loads scenarios by file or name. Without any, loads all built-in scenarios. */
export async function selectScenarios(
  named: readonly string[],
  shipped: readonly ShippedScenario[],
): Promise<readonly Scenario[]> {
  const files = named.length === 0 ? shipped.map(({ file }) => file) : named.map((name) => fileOf(name, shipped));
  try {
    return await Promise.all(files.map((file) => loadScenario(file)));
  } catch (error) {
    throw error instanceof ScenarioRefusedError ? new CommandError(error.message) : error;
  }
}

/** A file is recognized by its extension or a path separator. */
function fileOf(name: string, shipped: readonly ShippedScenario[]): string {
  if (extname(name) !== "" || /[/\\]/.test(name)) return name;
  const found = shipped.find(({ id }) => id === name);
  if (found) return found.file;
  const meant = nearest(
    name,
    shipped.map(({ id }) => id),
  );
  const hint =
    meant === undefined ? "--list shows the built-in ones; a file needs its extension." : `Did you mean ${meant}?`;
  throw new UsageError(`Unknown scenario '${name}'. ${hint}`);
}
