import type { Credentials, JsonObject } from "@galaxy-kit/protocol";
import type { LoginWindow } from "../../login-window/login-window.js";
import type { IntegrationSource } from "../../process/integration.js";
import type { JournalEntry } from "../../reporting/journal-entry.js";
import { memoryStore } from "../../storage/memory-store.js";
import type { Store } from "../../storage/store.js";
import { checkScenario } from "../reading/check-scenario.js";
import type { ScenarioResult, StepResult } from "../result/result.js";
import type { Scenario } from "../scenario.js";
import { nameOf, play } from "./play.js";
import { Stage } from "./stage.js";

const DEFAULT_LIMIT = 120_000;
const DEFAULT_STEP_LIMIT = 30_000;
const LAST_MESSAGES = 10;
const LAST_LOG_LINES = 20;

/** What a scenario is run with. */
export interface ScenarioOptions {
  readonly integration: IntegrationSource;
  /** What an earlier session has stored: a scenario that does not say otherwise is logged in with it. */
  readonly credentials?: Credentials;
  readonly cache?: JsonObject;
  /** In the place of both; the scenario writes to it. */
  readonly store?: Store;
  /** Where a scenario does not say how a login ends. */
  readonly loginWindow?: LoginWindow;
  /** Called after each step. */
  readonly onStep?: (step: StepResult) => void;
}

/**
 * Runs a scenario. What it does not find as expected is in the result; fails only when the scenario itself is refused.
 *
 * @example
 * const result = await runScenario(await loadScenario("garbage.json"), { integration: source });
 * console.log(await describeScenarioResult(result));
 * process.exitCode = result.passed ? 0 : 1;
 */
export async function runScenario(scenario: Scenario, options: ScenarioOptions): Promise<ScenarioResult> {
  const { name, steps, client, limit = DEFAULT_LIMIT, stepLimit = DEFAULT_STEP_LIMIT } = checkScenario(scenario);
  const { integration, credentials, cache = {}, loginWindow, onStep } = options;
  const stage = new Stage({
    integration,
    settings: client ?? {},
    store: options.store ?? memoryStore({ cache, ...(credentials && { credentials }) }),
    ...(loginWindow && { loginWindow }),
  });

  const begun = performance.now();
  const results: StepResult[] = [];
  let passed = true;
  try {
    for (const [index, step] of steps.entries()) {
      const timeLeft = Math.max(0, limit - (performance.now() - begun));
      const result = passed
        ? await play(step, index, stage, { stepLimit, timeLeft })
        : ({ index, name: nameOf(step), outcome: "not run", ms: 0, notes: [] } as const);
      results.push(result);
      if (result.outcome === "failed") passed = false;
      onStep?.(result);
    }
  } finally {
    await stage.tidyUp();
  }
  return {
    name,
    passed,
    ms: Math.round(performance.now() - begun),
    steps: results,
    problems: stage.problems,
    lastMessages: stage.hasClient ? lastMessages(stage.client.journal) : [],
    lastLog: stage.hasClient ? stage.client.log.slice(-LAST_LOG_LINES) : [],
  };
}

/** Without the pings, which would be all that is left after a wait. */
function lastMessages(journal: readonly JournalEntry[]): readonly JournalEntry[] {
  return journal.filter(({ method }) => method !== "ping").slice(-LAST_MESSAGES);
}
