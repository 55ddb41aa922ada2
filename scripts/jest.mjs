import { binOf, runNodeInForeground } from "./process.mjs";

/** Runs jest on the whole checkout, and resolves to its exit code. */
export function runJest(args) {
  // jest needs the first flag for ES modules; the second one suppresses the warning about it.
  const flags = ["--experimental-vm-modules", "--disable-warning=ExperimentalWarning"];
  return runNodeInForeground([...flags, binOf("jest"), ...args]);
}
