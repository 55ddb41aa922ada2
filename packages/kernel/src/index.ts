/**
 * Runs annotated classes as a GOG GALAXY integration.
 *
 * @packageDocumentation
 */
export { ExitCode } from "./run/arguments.js";
export { runPlugin } from "./run/run-plugin.js";
