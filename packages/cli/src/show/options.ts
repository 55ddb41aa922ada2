import { clientCommand } from "../client/options.js";
import type { OptionsOf } from "../command-line/command.js";

export const showCommand = clientCommand("show")
  .option("--once", "exit when everything is imported; the exit code is 1 if anything failed")
  .option("--all", "list every game, not only the first 100")
  .option("--json", "print JSON to stdout, and everything else to stderr");

export type ShowOptions = OptionsOf<typeof showCommand>;
