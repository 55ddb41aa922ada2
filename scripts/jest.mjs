import { binOf, runNodeInForeground } from "./process.mjs";

/** Runs jest on the whole checkout, and resolves to its exit code. */
export function runJest(args) {
  // jest runs ES modules only with this flag, and Node would announce that on every run.
  const flags = ["--experimental-vm-modules", "--disable-warning=ExperimentalWarning"];
  return runNodeInForeground([...flags, binOf("jest"), ...args]);
}
