import { Command, Option } from "@commander-js/extra-typings";
import { collect, integrationFolder, type OptionsOf } from "../command-line/command.js";

/** Declares a command that runs an integration in the simulated client. */
export const clientCommand = (name: string) =>
  new Command(name)
    .addArgument(integrationFolder)
    .addOption(
      new Option("--client <VERSION>", "behave like this version of GALAXY (default: 2.1)").choices(["2.0", "2.1"]),
    )
    .option("--behavior <NAME=on|off>", "differ from that version in one behavior; repeat it for more", collect)
    .addOption(
      new Option("--timings <WHICH>", "wait as long as the real client, or not at all").choices(["real", "quick"]),
    )
    .option("--seed <N>", "with --timings real: wait as in an earlier run, which printed this number")
    .option("--fresh", "discard the login and the cache of earlier runs")
    .option(
      "--browser <PATH>",
      "open login windows in this Chromium, Chrome or Edge (default: $GALAXY_KIT_BROWSER, or the first found)",
    )
    .option(
      "--python <3.7|3.13|PATH>",
      "run a Python integration with this version or interpreter (default: $GALAXY_KIT_PYTHON, or the first found)",
    )
    .option("--show-secrets", "show credentials, cookies and the cache unmasked")
    .option("--verbose", "show the whole log of the integration, not only warnings and errors");

export type ClientOptions = OptionsOf<ReturnType<typeof clientCommand>>;
