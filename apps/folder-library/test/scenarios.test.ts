import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { assertScenario, loadScenario, openFolder } from "@galaxy-kit/simulator";
import { bundledFolderLibrary } from "@galaxy-kit/test-support/jest";
import { expect, it, jest } from "@jest/globals";

const PROJECT = bundledFolderLibrary();
const SCENARIOS = fileURLToPath(new URL("../scenarios/", import.meta.url));

jest.setTimeout(120_000);

const files = readdirSync(SCENARIOS).filter((name) => name.endsWith(".ts"));

it.each(files)("the integration passes %s in its own process", async (file) => {
  const { source } = await openFolder(PROJECT);
  const { passed } = await assertScenario(await loadScenario(`${SCENARIOS}${file}`), { integration: source });
  expect(passed).toBe(true);
});
