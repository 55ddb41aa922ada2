import type { Credentials, JsonObject } from "@galaxy-kit/protocol";
import type { LoginWindow } from "../../login-window/login-window.js";
import type { IntegrationSource } from "../../process/integration.js";
import type { JournalEntry } from "../../reporting/journal-entry.js";
import { memoryStore } from "../../storage/memory-store.js";
import type { Store } from "../../storage/store.js";
import { checkScenario } from "../loading/check-scenario.js";
import type { ScenarioResult, StepResult } from "../result/scenario-result.js";
import type { ClientSettings, Scenario } from "../scenario.js";
import { ScenarioRun } from "../steps/scenario-run.js";
import { nameOf, runStep } from "./run-step.js";

const DEFAULT_LIMIT_MS = 120_000;
const DEFAULT_STEP_LIMIT_MS = 30_000;
const LAST_MESSAGES = 10;
const LAST_LOG_LINES = 20;

/** The options of a scenario's run. */
export interface ScenarioOptions {
  readonly integration: IntegrationSource;
  /** Data that an earlier session stored. A scenario logs in with it unless it specifies its own. */
  readonly credentials?: Credentials;
  readonly cache?: JsonObject;
  /** Used instead of both; the scenario writes to it. */
  readonly store?: Store;
  /** Used if a scenario does not specify how a login ends. */
  readonly loginWindow?: LoginWindow;
  /** Applies to every client, unless the scenario overrides it. */
  readonly client?: ClientSettings;
  /** Show credentials, cookies and the cache in the report. */
  readonly showSecrets?: boolean;
  /** Called after each step. */
  readonly onStep?: (step: StepResult) => void;
}

/**
 * Runs a scenario. Expectations that are not met are in the result; rejects only if the scenario itself is refused.
 *
 * @example
 * const result = await runScenario(await loadScenario("garbage.json"), { integration: source });
 * console.log(describeScenarioResult(result));
 * process.exitCode = result.passed ? 0 : 1;
 */
export async function runScenario(scenario: Scenario, options: ScenarioOptions): Promise<ScenarioResult> {
  const {
    name,
    steps,
    client,
    limit = DEFAULT_LIMIT_MS,
    stepLimit = DEFAULT_STEP_LIMIT_MS,
  } = await checkScenario(scenario);
  const { integration, credentials, cache = {}, loginWindow, showSecrets = false, onStep } = options;
  const run = new ScenarioRun({
    integration,
    settings: { ...options.client, ...client },
    showSecrets,
    store: options.store ?? memoryStore({ cache, ...(credentials && { credentials }) }),
    ...(loginWindow && { loginWindow }),
  });

  const startedAt = performance.now();
  const results: StepResult[] = [];
  let passed = true;
  try {
    for (const [index, step] of steps.entries()) {
      const timeLeft = Math.max(0, limit - (performance.now() - startedAt));
      const result = passed
        ? await runStep(step, index, run, { stepLimit, timeLeft })
        : ({ index, name: nameOf(step), outcome: "not run", ms: 0, notes: [] } as const);
      results.push(result);
      if (result.outcome === "failed") passed = false;
      onStep?.(result);
    }
  } finally {
    await run.tidyUp();
  }
  return {
    name,
    passed,
    ms: Math.round(performance.now() - startedAt),
    steps: results,
    problems: run.problems,
    lastMessages: run.hasClient ? lastMessages(run.client.journal) : [],
    lastLog: run.hasClient ? run.client.log.slice(-LAST_LOG_LINES) : [],
  };
}

/** Omits pings, which would displace everything else during a wait. */
function lastMessages(journal: readonly JournalEntry[]): readonly JournalEntry[] {
  return journal.filter(({ method }) => method !== "ping").slice(-LAST_MESSAGES);
}
