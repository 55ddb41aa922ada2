import { defineCommand } from "../command-line/command.js";
import { scenarioOptions } from "./options.js";

export const command = defineCommand({
  summary: "Puts an integration through scenarios, and tells what came of them.",
  operands: { usage: "[FILE|NAME...]", most: Infinity },
  options: scenarioOptions,
  description: `
FILE is a scenario in JSON, TypeScript or JavaScript; NAME is one that comes with the program. All of those are run where
nothing is named.

The integration is built if it has something to build, and gets the login that \`galaxy-kit dev\` has stored for it; what a
scenario does to login and cache is not kept.

Examples:
  galaxy-kit scenario
  galaxy-kit scenario restart scenarios/login.json --app plugins/itch

It ends with 0 when all have passed, with 1 when one has not or cannot be run, and with 2 when the command line has errors.`,
  run: async (options, operands) => {
    const { runScenarios } = await import("./run-scenarios.js");
    return await runScenarios(operands, options);
  },
});
