import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import Sequencer from "@jest/test-sequencer";

const root = fileURLToPath(new URL("../..", import.meta.url));
/** Durations in seconds of files that take longer than two, measured on two cores by `npm run test:times`. */
const measured = JSON.parse(readFileSync(new URL("durations.json", import.meta.url), "utf8"));
/** Expected duration of any other file. */
const DEFAULT_MS = 600;

/**
 * Starts the slowest files first, so that the run does not end with one worker busy and the others idle. jest does the same
 * once it has cached durations; a clean checkout needs this list.
 */
export default class SlowFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    for (const test of sorted) test.duration ??= expectedMs(test);
    // Files that failed in the last run come first: their results matter most.
    const failed = new Set(sorted.filter((test) => this.hasFailed(test)));
    return sorted.sort((one, other) => failed.has(other) - failed.has(one) || other.duration - one.duration);
  }
}

function expectedMs({ path }) {
  const seconds = measured[relative(root, path).replaceAll("\\", "/")];
  return seconds === undefined ? DEFAULT_MS : seconds * 1000;
}
