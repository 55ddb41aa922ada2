import { readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { runJest } from "../jest.mjs";
import { root } from "../workspace.mjs";

const results = join(root, "node_modules", ".jest-results.json");
const WORTH_LISTING_MS = 2000;

/** Runs the tests and records the durations of slow files, so that any checkout can start with the slowest ones. */
export async function run(args) {
  const exitCode = await runJest([...args, "--json", `--outputFile=${results}`]);
  const { testResults } = JSON.parse(readFileSync(results, "utf8"));
  const slow = testResults
    .map(({ name, startTime, endTime }) => [relative(root, name).replaceAll("\\", "/"), endTime - startTime])
    .filter(([, duration]) => duration >= WORTH_LISTING_MS)
    .sort(([, one], [, other]) => other - one)
    .map(([name, duration]) => [name, Math.round(duration / 1000)]);
  const file = join(root, "scripts", "jest", "durations.json");
  writeFileSync(file, `${JSON.stringify(Object.fromEntries(slow), null, 2)}\n`);
  return exitCode;
}
