import { join } from "node:path";
import { bundledFolderLibrary } from "@galaxy-kit/test-support/jest";
import { expect, it, jest } from "@jest/globals";
import { assertScenario, type Scenario } from "../../src/index.js";
import { shipped, shippedIds } from "./support/shops.js";

jest.setTimeout(120_000);

const integration = { command: process.execPath, args: [join(bundledFolderLibrary(), "dist", "main.js")] };

/** It needs no login. */
const ids = shippedIds.filter((id) => !id.startsWith("login-"));

type Step = Scenario["steps"][number];

const exitsCleanly: Step = { expect: { exit: { code: 0, signal: null, killed: false } } };

it.each(ids)("the folder library survives %s, and exits cleanly if the client dies in it", async (id) => {
  const scenario = await shipped(id);
  // The scenarios themselves accept any exit code then: the client is no longer there to see it.
  const demanding = scenario.steps.flatMap<Step>((step) => ("die" in step ? [step, exitsCleanly] : [step]));
  const { steps } = await assertScenario({ ...scenario, steps: demanding }, { integration });
  expect(steps.map(({ outcome }) => outcome)).toContain("passed");
});
