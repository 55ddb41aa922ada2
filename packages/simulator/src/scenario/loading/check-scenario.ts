import { isPlainObject } from "@galaxy-kit/protocol";
import type { Scenario } from "../scenario.js";
import { ScenarioRefusedError } from "./scenario-refused.js";

/**
 * Resolves to the value if it is a scenario. Throws {@link ScenarioRefusedError} with every reason if it is not.
 *
 * @param where - the name of the scenario in the error; `name` by default
 */
export async function checkScenario(value: unknown, where?: string): Promise<Scenario> {
  // The schema and its library are loaded on demand: most uses of the simulator have no scenario.
  const { diagnose } = await import("../schema/diagnose.js");
  const diagnostics = diagnose(value);
  if (diagnostics.length === 0) return value as Scenario;
  throw new ScenarioRefusedError(where ?? nameOf(value), diagnostics);
}

/** Resolves to the JSON schema of a scenario, for editors. */
export async function scenarioSchema(): Promise<object> {
  const { jsonSchema } = await import("../schema/scenario-schema.js");
  return jsonSchema();
}

function nameOf(value: unknown): string {
  return isPlainObject(value) && typeof value["name"] === "string"
    ? `The scenario ${JSON.stringify(value["name"])}`
    : "The scenario";
}
