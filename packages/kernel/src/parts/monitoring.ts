// The part of the kernel for the tools of a developer.
export { StateReporter } from "../monitoring/state-reporter.js";
