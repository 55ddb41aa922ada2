import { clientCommand } from "../client/options.js";
import { collect, type OptionsOf } from "../command-line/command.js";

export const scenarioCommand = clientCommand("scenario")
  .option("--only <FILE|NAME>", "run only this scenario; repeat it for more (default: all built-in ones)", collect)
  .option("--json", "print JSON to stdout, and everything else to stderr")
  .option("--list", "list the built-in scenarios");

export type ScenarioCommandOptions = OptionsOf<typeof scenarioCommand>;
