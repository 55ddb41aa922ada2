/**
 * Runs decorated classes as a GOG GALAXY integration.
 *
 * @packageDocumentation
 */
export { ExitCode } from "./run/command-line.js";
export { runPlugin } from "./run/run-plugin.js";
