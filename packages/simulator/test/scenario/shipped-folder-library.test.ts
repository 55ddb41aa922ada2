import { join } from "node:path";
import { bundledFolderLibrary } from "@galaxy-kit/test-support/jest";
import { expect, it, jest } from "@jest/globals";
import { assertScenario, type Scenario } from "../../src/index.js";
import { shipped, shippedIds } from "./support/shops.js";

jest.setTimeout(120_000);

const integration = { command: process.execPath, args: [join(bundledFolderLibrary(), "dist", "main.js")] };

it.each(["end of file", "reset"] as const)(
  "the folder library exits cleanly when the client dies: %s",
  async (loss) => {
    const steps: Scenario["steps"] = [
      { start: { timings: { killLimit: 10_000 } } },
      { waitFor: { state: "connected" } },
      { storm: { requests: 100, wait: false } },
      { die: loss },
      { expect: { exit: { code: 0, signal: null, killed: false } } },
    ];
    await assertScenario({ name: loss, steps }, { integration });
  },
);

/** It needs no login. */
const ids = shippedIds.filter((id) => !id.startsWith("login-"));

it.each(ids)("the folder library survives %s", async (id) => {
  const { steps } = await assertScenario(await shipped(id), { integration });
  expect(steps.map(({ outcome }) => outcome)).toContain("passed");
});
