import { describeScenarioResult } from "../result/describe-result.js";
import type { ScenarioResult } from "../result/result.js";
import type { Scenario } from "../scenario.js";
import { runScenario, type ScenarioOptions } from "./run-scenario.js";

/** A scenario did not end as it should; the message tells all about it. */
export class ScenarioFailed extends Error {
  override readonly name = "ScenarioFailed";

  constructor(readonly result: ScenarioResult) {
    super(describeScenarioResult(result));
  }
}

/**
 * Runs a scenario in a test; fails with {@link ScenarioFailed}.
 *
 * @example
 * it("survives garbage", async () => {
 *   await assertScenario(await loadScenario("garbage.json"), { integration: source });
 * });
 */
export async function assertScenario(scenario: Scenario, options: ScenarioOptions): Promise<ScenarioResult> {
  const result = await runScenario(scenario, options);
  if (!result.passed) throw new ScenarioFailed(result);
  return result;
}
