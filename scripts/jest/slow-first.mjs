import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import Sequencer from "@jest/test-sequencer";

const root = fileURLToPath(new URL("../..", import.meta.url));
/** Seconds of the files that take longer than two, measured on two cores. `npm run test:times` measures them anew. */
const measured = JSON.parse(readFileSync(new URL("durations.json", import.meta.url), "utf8"));
/** What a file takes that is not in the list. */
const USUAL_MS = 600;

/**
 * Starts the slowest files first, so that no worker ends the run alone with one of them. jest does so itself once it has
 * seen a run; a clean checkout has only its list of measured files to go by.
 */
export default class SlowFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    for (const test of sorted) test.duration ??= expectedMs(test);
    // What failed last time is what somebody waits for.
    const failed = new Set(sorted.filter((test) => this.hasFailed(test)));
    return sorted.sort((one, other) => failed.has(other) - failed.has(one) || other.duration - one.duration);
  }
}

function expectedMs({ path }) {
  const seconds = measured[relative(root, path).replaceAll("\\", "/")];
  return seconds === undefined ? USUAL_MS : seconds * 1000;
}
