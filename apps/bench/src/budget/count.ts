import { execFile } from "node:child_process";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type Form, formNames } from "@galaxy-kit/bench-integration";
import { environment } from "../session/program.js";
import { packWithoutRuntime } from "../subjects/pack.js";
import { integrationScript } from "../subjects/source.js";
import { variablesFor } from "../subjects/variables-for.js";
import { inTemporaryFolder } from "../temporary-folder.js";
import type { Counts } from "./budget.js";
import type { ImportCosts } from "./import-costs.js";
import { loadedModules } from "./loaded-modules.js";

const run = promisify(execFile);

/** Counts what the budget limits. The counts do not depend on the speed of the machine. */
export function count(): Promise<Counts> {
  return inTemporaryFolder(async (folder) => {
    const source = await loadedModules(integrationScript, join(folder, "source.json"));
    const packed = await packWithoutRuntime(folder);
    const packedStart = await loadedModules(join(packed.path, "main.cjs"), join(folder, "packed.json"));
    const bundle = await stat(join(packed.path, "plugin.cjs"));
    return {
      "modules that the start from source loads": source.files,
      "built-in modules that the packed start requires": packedStart.builtIns,
      "kilobytes of the bundle": Math.round(bundle.size / 1000),
      ...(await importCounts()),
    };
  });
}

async function importCounts(): Promise<Counts> {
  const costs = new Map(await Promise.all(formNames.map(async (form) => [form, await importCosts(form)] as const)));
  const perGame = costs.get("per game");
  return {
    "bytes per game with 20 achievements": roundToTenths(perGame?.bytesPerGame),
    "writes for 2,000 games": perGame?.writes ?? NaN,
    ...Object.fromEntries(
      [...costs].map(([form, { promisesPerGame }]) => [`promises per game, ${form}`, roundToTenths(promisesPerGame)]),
    ),
  };
}

function roundToTenths(value = NaN): number {
  return Math.round(value * 10) / 10;
}

async function importCosts(form: Form): Promise<ImportCosts> {
  const script = fileURLToPath(new URL("import-costs.js", import.meta.url));
  const { stdout } = await run(process.execPath, [script], { env: environment(variablesFor({ form })) });
  return JSON.parse(stdout) as ImportCosts;
}
