/**
 * What the command galaxy-kit is made of, for programs that show an integration in a simulated client themselves.
 *
 * @packageDocumentation
 */

/** The command itself, for the packages that start one of its commands. */
export { main } from "./program.js";

/** A command line with options, help and errors that explain themselves. */
export {
  type Command,
  defineCommand,
  type OptionSpec,
  type OptionSpecs,
  type OptionValues,
} from "./command-line/command.js";
export { CommandError, UsageError } from "./command-line/command-error.js";
export { runCommand } from "./command-line/run-command.js";

/** What a client knows, on a terminal or as JSON. */
export type { ShowOptions } from "./show/screen.js";
export { showOnce } from "./show/show-once.js";
export { showAndWatch } from "./show/watch.js";
