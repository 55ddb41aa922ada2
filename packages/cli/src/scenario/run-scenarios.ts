import {
  browserLoginWindow,
  describeScenarioResult,
  findBrowser,
  openFolder,
  readLoginFile,
  runScenario,
  type Scenario,
  type ScenarioOptions,
  type ScenarioResult,
  shippedScenarios,
} from "@galaxy-kit/simulator";
import { parseBehavior, seedOf } from "../client/client-flags.js";
import { integrationCommand } from "../client/client-settings.js";
import { explainClientErrors } from "../command-line/client-errors.js";
import { buildFolder } from "../project/build.js";
import { listing } from "../terminal/listing.js";
import { LiveTerminal } from "../terminal/live-terminal.js";
import { printNextSteps, shellWord, type Step } from "../terminal/next-steps.js";
import { columnsOf } from "../terminal/width.js";
import type { ScenarioCommandOptions } from "./options.js";
import { selectScenarios } from "./select.js";
import { storedLogin } from "./stored-login.js";

/**
 * Runs scenarios one after another.
 *
 * @returns the exit code: 0 if all passed
 */
export async function runScenarios(folder: string | undefined, options: ScenarioCommandOptions): Promise<number> {
  const { only = [], json, list } = options;
  const shipped = await shippedScenarios();
  if (list) {
    process.stdout.write(
      `${listing(
        shipped.map(({ id, description }) => [id, description]),
        columnsOf(process.stdout),
      )}\n`,
    );
    return 0;
  }
  const scenarios = await selectScenarios(only, shipped);
  const terminal = new LiveTerminal(json ? process.stderr : process.stdout);
  const setting = await scenarioOptionsFor(folder, options, terminal);
  const results: ScenarioResult[] = [];
  for (const scenario of scenarios) {
    const result = await play(scenario, setting, terminal);
    print(result, terminal);
    results.push(result);
  }
  const failed = results.filter(({ passed }) => !passed).length;
  terminal.print(`${results.length - failed} passed, ${failed} failed`);
  const names = only.length > 0 ? only : shipped.map(({ id }) => id);
  const firstFailed = names.find((_, index) => results[index]?.passed === false);
  if (!json) printNextSteps(stepAfter(firstFailed, folder));
  if (json) process.stdout.write(`${JSON.stringify(results, undefined, 2)}\n`);
  return failed === 0 ? 0 : 1;
}

function stepAfter(failed: string | undefined, folder: string | undefined): Step {
  const where = folder === undefined ? "" : ` ${shellWord(folder)}`;
  return failed === undefined
    ? [`galaxy-kit pack${where}`, "packs it for users"]
    : [`galaxy-kit scenario${where} --only ${shellWord(failed)} --verbose`, "repeats one with the full log"];
}

async function scenarioOptionsFor(
  named: string | undefined,
  options: ScenarioCommandOptions,
  terminal: LiveTerminal,
): Promise<ScenarioOptions> {
  const { browser, client: version, behavior = [], timings, fresh, login, showSecrets = false } = options;
  const note = (line: string): void => terminal.print(terminal.paint("dim", line));
  const warn = (problem: string): void => terminal.print(terminal.paint("yellow", problem));
  const client = {
    behavior: parseBehavior(behavior),
    ...(version !== undefined && { version }),
    ...(timings !== undefined && { pace: timings }),
    ...(timings === "real" && { seed: seedOf(options, note) }),
  };
  const folder = named ?? ".";
  const usage = named === undefined ? "galaxy-kit scenario DIR" : undefined;
  return await explainClientErrors(async () => {
    const loginOfFile = login === undefined ? undefined : await readLoginFile(login);
    await buildFolder(folder);
    const integration = await openFolder(folder, options);
    return {
      integration: integrationCommand(integration, options),
      showSecrets,
      client,
      ...(loginOfFile ?? (fresh ? {} : await storedLogin(integration.storeName, warn))),
      // Only if it was asked for: a scenario must not wait for a user who is not there.
      ...(browser !== undefined && { loginWindow: browserLoginWindow({ browser: findBrowser(browser) }) }),
    };
  }, usage);
}

async function play(scenario: Scenario, setting: ScenarioOptions, terminal: LiveTerminal): Promise<ScenarioResult> {
  const { name, steps } = scenario;
  terminal.status(() => `${name}: step 1 of ${steps.length}`);
  const result = await runScenario(scenario, {
    ...setting,
    onStep: ({ index }) => {
      terminal.status(() => `${name}: step ${Math.min(index + 2, steps.length)} of ${steps.length}`);
    },
  });
  const { credentials, showSecrets } = setting;
  if (showSecrets || !credentials) return result;
  // Before the result is described, which cuts long lines: part of a secret could not be recognized.
  const { maskSecrets } = await import("@galaxy-kit/console");
  return maskSecrets(result, credentials);
}

function print(result: ScenarioResult, terminal: LiveTerminal): void {
  const [title = "", ...details] = describeScenarioResult(result).split("\n");
  terminal.status();
  terminal.print(terminal.paint(result.passed ? "green" : "red", title), ...details);
}
