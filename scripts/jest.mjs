import { binOf, runNodeInForeground } from "./process.mjs";

/** Runs jest on the whole checkout, and resolves to its exit code. */
export function runJest(args) {
  const flags = [
    // jest needs the first flag for ES modules; the second one suppresses the warning about it.
    "--experimental-vm-modules",
    "--disable-warning=ExperimentalWarning",
    // Each test file loads its modules anew. With more room, collecting their garbage takes a twelfth less of all CPU time.
    "--min-semi-space-size=64",
    "--max-semi-space-size=64",
    "--initial-old-space-size=512",
    // The workers keep every core busy, so threads for compiling and collecting would only take turns with them.
    "--single-threaded",
  ];
  return runNodeInForeground([...flags, binOf("jest"), ...args]);
}
