import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "@jest/globals";
import SlowFirst from "../jest/slow-first.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const durations = JSON.parse(readFileSync(new URL("../jest/durations.json", import.meta.url), "utf8"));
const [[slowest]] = Object.entries(durations).sort(([, one], [, other]) => other - one);

const testAt = (path) => ({
  path: join(root, path),
  context: { config: { cache: false }, hasteFS: { getSize: () => 1 } },
});

it("starts with the slowest known file if there was no earlier run", () => {
  const tests = ["packages/sdk/test/a.test.ts", slowest, "packages/sdk/test/b.test.ts"].map(testAt);
  expect(new SlowFirst({ contexts: [] }).sort(tests)[0].path).toBe(join(root, slowest));
});

it("starts with files that failed in the last run", () => {
  const failed = "packages/sdk/test/b.test.ts";
  const sequencer = new SlowFirst({ contexts: [] });
  sequencer.hasFailed = ({ path }) => path === join(root, failed);
  expect(sequencer.sort([slowest, failed].map(testAt))[0].path).toBe(join(root, failed));
});
