import { Command } from "@commander-js/extra-typings";
import { collect, integrationFolder, type OptionsOf } from "../command-line/command.js";
import { pythonOption } from "../show/options.js";

export const scenarioCommand = new Command("scenario")
  .addArgument(integrationFolder)
  .option("--only <FILE|NAME>", "run only this scenario; repeat it for more (default: all built-in ones)", collect)
  .addOption(pythonOption())
  .option("--json", "print JSON to stdout, and everything else to stderr")
  .option("--list", "list the built-in scenarios");

export type ScenarioCommandOptions = OptionsOf<typeof scenarioCommand>;
