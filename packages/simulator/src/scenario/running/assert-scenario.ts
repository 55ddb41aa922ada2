import { describeScenarioResult } from "../result/describe-result.js";
import type { ScenarioResult } from "../result/scenario-result.js";
import type { Scenario } from "../scenario.js";
import { runScenario, type ScenarioOptions } from "./run-scenario.js";

/** A scenario has failed. The message is the whole report. */
export class ScenarioFailedError extends Error {
  override readonly name = "ScenarioFailedError";

  constructor(readonly result: ScenarioResult) {
    super(describeScenarioResult(result));
  }
}

/**
 * Runs a scenario in a test. Throws {@link ScenarioFailedError}.
 *
 * @example
 * it("survives garbage", async () => {
 *   await assertScenario(await loadScenario("garbage.json"), { integration: source });
 * });
 */
export async function assertScenario(scenario: Scenario, options: ScenarioOptions): Promise<ScenarioResult> {
  const result = await runScenario(scenario, options);
  if (!result.passed) throw new ScenarioFailedError(result);
  return result;
}
