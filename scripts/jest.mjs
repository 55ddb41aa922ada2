import { binOf, runNodeInForeground } from "./process.mjs";

/** Runs jest on the whole checkout, and resolves to its exit code. */
export function runJest(args) {
  const flags = [
    // jest needs the first flag for ES modules; the second one suppresses the warning about it.
    "--experimental-vm-modules",
    "--disable-warning=ExperimentalWarning",
    // Each test file loads its modules anew: with more room, collecting their garbage costs a twelfth of all CPU time less.
    "--min-semi-space-size=64",
    "--max-semi-space-size=64",
    "--initial-old-space-size=512",
  ];
  return runNodeInForeground([...flags, binOf("jest"), ...args]);
}
