import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { shippedFile } from "../../shipped-file.js";
import { loadScenario } from "./load-scenario.js";

const FOLDER = shippedFile("scenarios");
const SCHEMA = "scenario.schema.json";

/** A scenario that ships with this package. */
export interface ShippedScenario {
  /** Short enough to type: the name of its file without the extension. */
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** For {@link loadScenario}. */
  readonly file: string;
}

/** Resolves to the scenarios that ship with this package. They work with every integration. */
export async function shippedScenarios(): Promise<readonly ShippedScenario[]> {
  const files = (await readdir(FOLDER)).filter((file) => file.endsWith(".json") && file !== SCHEMA).sort();
  return await Promise.all(
    files.map(async (name) => {
      const file = join(FOLDER, name);
      const { name: title, description = "" } = await loadScenario(file);
      return { id: basename(name, ".json"), name: title, description, file };
    }),
  );
}
