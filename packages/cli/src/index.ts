/**
 * What the command galaxy-kit is made of, for programs that show an integration in a simulated client themselves.
 *
 * @packageDocumentation
 */

/** The command itself, for the packages that start one of its commands. */
export { main } from "./command-line/main.js";

/** A command line with options, help and errors that explain themselves. */
export {
  type Command,
  defineCommand,
  type OptionSpec,
  type OptionSpecs,
  type OptionValues,
} from "./command-line/command.js";
export { CommandFailed, UsageError } from "./command-line/command-failed.js";
export { runCommand } from "./command-line/run-command.js";

/** What a client knows, on a terminal or as JSON. */
export { showOnce } from "./show/once.js";
export type { ShowOptions } from "./show/screen.js";
export { showAndWatch } from "./show/watch.js";
