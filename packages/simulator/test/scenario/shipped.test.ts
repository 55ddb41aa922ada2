import { expect, it, jest } from "@jest/globals";
import { assertScenario, describeScenarioResult, runScenario, shippedScenarios } from "../../src/index.js";
import { loginWindow, shipped, shippedIds, shop } from "./support/shops.js";

jest.setTimeout(120_000);

it("ships scenarios with descriptions", async () => {
  const scenarios = await shippedScenarios();
  expect(scenarios.map(({ id }) => id)).toEqual(shippedIds);
  for (const { description } of scenarios) expect(description.length).toBeGreaterThan(50);
});

it.each(shippedIds)("a robust integration passes: %s", async (id) => {
  await assertScenario(await shipped(id), { integration: shop(), loginWindow });
});

/** The mistake of an integration, the scenario that finds it, the step that fails, and the message. */
const found: [mistake: string, scenario: string, step: string, words: string[]][] = [
  ["trusting", "garbage", "ping", ["closed its connection", "SyntaxError"]],
  ["deaf to the end", "client-dies", "expect", ['-     "killed": false', '+     "killed": true']],
  ["deaf to the end", "silent-client", "expect", ['+     "killed": true']],
  ["confused before the login", "import-before-authentication", "expect", ['"owned": false']],
  ["confused by refusals", "storm", "expect", ['-       "g1": {']],
  ["hoarding", "slow-client", "expect", ["peakMemory", '"$atMost": 512']],
  ["forgetful", "restart", "waitFor", ['-   "state": "connected"', '+   "state": "not connected"']],
];

it.each(found)("an integration that is %s fails: %s", async (mistake, scenario, step, words) => {
  const known = await shipped(scenario);
  // Long timeouts are for correct integrations on a busy machine, and would only slow down these.
  const client = { ...known.client, timings: { ...known.client?.timings, killLimit: 500 } };
  const result = await runScenario(
    { ...known, client, stepLimit: 10_000 },
    { integration: shop(mistake), loginWindow },
  );
  const failed = result.steps.find(({ outcome }) => outcome === "failed");
  expect(failed?.name).toMatch(new RegExp(`^${step}`));
  const text = describeScenarioResult(result);
  for (const word of words) expect(text).toContain(word);
});
