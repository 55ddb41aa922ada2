import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { newFolder } from "@galaxy-kit/test-support/jest";
import { expect, it } from "@jest/globals";
import { assertScenario, loadScenario, scenarioSchema, shippedScenarios } from "../../src/index.js";
import { shop } from "./support/shops.js";

const guide = readFileSync(new URL("../../../../docs/reference/scenarios.md", import.meta.url), "utf8");

/** The code that follows the name of its file. */
function example(name: string): string {
  const [, code] = new RegExp(`\`${name}\`:\n\n\`\`\`\\w+\n([^]*?)\`\`\``).exec(guide) ?? [];
  const path = join(newFolder(), name);
  writeFileSync(path, code!);
  return path;
}

it.each(["login.json", "launch.ts"])("the example %s in the guide works", async (name) => {
  await assertScenario(await loadScenario(example(name)), { integration: shop() });
});

it("the guide describes every step, expectation and shipped scenario", async () => {
  const schema = (await scenarioSchema()) as any;
  const steps: any[] = schema.properties.steps.items.anyOf;
  const expectations = Object.keys(steps.find(({ required }) => required[0] === "expect").properties.expect.properties);
  const names = [
    ...steps.map(({ required }) => required[0]),
    ...expectations,
    ...(await shippedScenarios()).map(({ id }) => id),
  ];
  expect(names.length).toBeGreaterThan(30);
  expect(names.filter((name) => !guide.includes(`\`${name}\``))).toEqual([]);
});
