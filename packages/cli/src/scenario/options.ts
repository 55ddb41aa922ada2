import { Option } from "@commander-js/extra-typings";
import { clientCommand } from "../client/options.js";
import { collect, type OptionsOf } from "../command-line/command.js";
import { suggesting } from "../completion/suggestions.js";

export const scenarioCommand = clientCommand("scenario")
  .addOption(
    suggesting(
      new Option("--only <FILE|NAME>", "run only this scenario; repeat it for more (default: all built-in ones)"),
      async () => {
        const { shippedScenarios } = await import("@galaxy-kit/simulator");
        return (await shippedScenarios()).map(({ id }) => id);
      },
    ).argParser(collect),
  )
  .option("--login <FILE>", "start with the credentials in this JSON file instead of the login of galaxy-kit dev")
  .option("--json", "print JSON to stdout, and everything else to stderr")
  .option("--list", "list the built-in scenarios");

export type ScenarioCommandOptions = OptionsOf<typeof scenarioCommand>;
