import { readFile } from "node:fs/promises";
import { extname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseJsonText } from "../../launching/json-text.js";
import type { Scenario } from "../scenario.js";
import { checkScenario } from "./check-scenario.js";
import { ScenarioRefusedError } from "./scenario-refused.js";

const CODE = [".ts", ".mts", ".js", ".mjs"];

/** A scenario that imports this package gets the copy that runs it, so the package need not be installed near the scenario. */
const THIS_PACKAGE = "@galaxy-kit/simulator";

/** Loads a scenario from a .json, .ts or .js file. Throws {@link ScenarioRefusedError}. */
export async function loadScenario(file: string): Promise<Scenario> {
  const path = resolve(file);
  const extension = extname(path);
  if (extension === ".json") return await checkScenario(await readJson(path), path);
  if (CODE.includes(extension)) return await checkScenario(await runCode(path), path);
  throw refused(path, `expected a file with the extension .json, ${CODE.join(", ")}`);
}

async function readJson(path: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    throw refused(path, `cannot be read: ${(error as Error).message}`);
  }
  try {
    return await parseJsonText(text);
  } catch (error) {
    throw refused(path, (error as Error).message);
  }
}

async function runCode(path: string): Promise<unknown> {
  const { createJiti } = await import("jiti");
  const virtualModules = { [THIS_PACKAGE]: await import("@galaxy-kit/simulator") };
  const jiti = createJiti(pathToFileURL(path).href, {
    virtualModules,
    interopDefault: false,
    fsCache: false,
    moduleCache: false,
  });
  let module: { readonly default?: unknown };
  try {
    module = await jiti.import(path);
  } catch (error) {
    throw refused(path, `cannot be loaded: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (module.default !== undefined) return module.default;
  throw refused(path, "expected a default export: export default defineScenario({ … })");
}

function refused(path: string, message: string): ScenarioRefusedError {
  return new ScenarioRefusedError(path, [{ severity: "error", code: "unreadable-scenario", message }]);
}
