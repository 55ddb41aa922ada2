import { expect, it, jest } from "@jest/globals";
import { assertScenario, describeScenarioResult, runScenario, shippedScenarios } from "../../src/index.js";
import { loginWindow, shipped, shippedIds, shop } from "./support/shops.js";

jest.setTimeout(120_000);

it("every built-in scenario has a description", async () => {
  const scenarios = await shippedScenarios();
  expect(scenarios.map(({ id }) => id)).toEqual(shippedIds);
  for (const { description } of scenarios) expect(description.length).toBeGreaterThan(50);
});

it.each(shippedIds)("a robust integration passes the scenario %s", async (id) => {
  await assertScenario(await shipped(id), { integration: shop(), loginWindow });
});

it("an integration that answers imports only after the login passes import-before-authentication", async () => {
  const known = await shipped("import-before-authentication");
  const integration = shop("imports nothing before the login");
  await assertScenario({ ...known, stepLimit: 10_000 }, { integration, loginWindow });
});

/** The mistake of an integration, the scenario that finds it, the step that fails, and parts of the report. */
const findings: [mistake: string, scenario: string, step: string, words: string[]][] = [
  ["crashes on invalid JSON", "garbage", "ping", ["closed its connection", "SyntaxError"]],
  ["ignores the end of the connection", "client-dies", "expect", ['-     "killed": false', '+     "killed": true']],
  ["ignores the end of the connection", "silent-client", "expect", ['+     "killed": true']],
  ["loses its games if asked before the login", "import-before-authentication", "expect", ['"owned": false']],
  ["loses a game when it refuses an import", "storm", "expect", ['-       "g1": {']],
  ["refuses an import", "added-games", "storm", ["imports were refused"]],
  ["reports subscriptions before owned games", "collector-order", "expect", ["dropped", "import_subscriptions"]],
  ["ends the login on this computer", "login-loopback", "expect", ["127"]],
  ["leaks memory", "slow-client", "expect", ["peakMemory", '"$atMost": 512']],
  ["does not store the login", "restart", "waitFor", ['-   "state": "connected"', '+   "state": "not connected"']],
];

it.each(findings)("an integration that %s fails the scenario %s", async (mistake, scenario, step, words) => {
  const known = await shipped(scenario);
  // Long timeouts give correct integrations time on a busy machine. Here they would only slow down the test.
  const client = { ...known.client, timings: { ...known.client?.timings, killLimit: 500 } };
  // A step that waits for what never happens takes all of its time.
  const limits = step === "waitFor" ? { stepLimit: 5_000 } : {};
  const result = await runScenario({ ...known, ...limits, client }, { integration: shop(mistake), loginWindow });
  const failed = result.steps.find(({ outcome }) => outcome === "failed");
  expect(failed?.name).toMatch(new RegExp(`^${step}`));
  const text = describeScenarioResult(result);
  for (const word of words) expect(text).toContain(word);
});
