import { runJest } from "../jest.mjs";

/** The tests without what `npm test` does first: for a checkout that is built and whose types are checked. */
export function run(args) {
  return runJest(args);
}
