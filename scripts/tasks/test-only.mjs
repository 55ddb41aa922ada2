import { runJest } from "../jest.mjs";

/** Runs the tests without the build and type check that `npm test` does first. */
export function run(args) {
  return runJest(args);
}
