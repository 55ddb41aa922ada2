import { defineCommand } from "../command-line/command.js";
import { scenarioCommand } from "./options.js";

export const command = defineCommand(
  scenarioCommand.description("Runs scenarios against an integration and reports the results.").addHelpText(
    "after",
    `
A project is built first. FILE is a scenario in JSON, TypeScript or JavaScript;
NAME is a built-in scenario.

The integration gets a copy of the login and the cache of galaxy-kit dev, which
may be running; with --fresh, it gets none. With --login, it gets those of a
file: a JSON object of credentials, or what galaxy-kit dev has stored. Changes
are discarded. To log in by hand where a scenario needs it, use --browser. What
a scenario says about its client takes precedence over the options.

Examples:
  galaxy-kit scenario
  galaxy-kit scenario plugins/itch --only restart --only scenarios/login.json
  galaxy-kit scenario --login login.json --json

Exit codes: 0 all scenarios passed, 1 a scenario failed or could not run,
2 invalid arguments.`,
  ),
  async (folder, options) => {
    const { runScenarios } = await import("./run-scenarios.js");
    return await runScenarios(folder, options);
  },
);
