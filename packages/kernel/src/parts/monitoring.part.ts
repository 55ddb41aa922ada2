// The part of the kernel for the tools of a developer.
export { ProcessReporter } from "../monitoring/process-reporter.js";
export { StateReporter } from "../monitoring/state-reporter.js";
