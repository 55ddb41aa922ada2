import { defineCommand } from "../command-line/command.js";
import { scenarioOptions } from "../scenario/options.js";

export const command = defineCommand({
  summary: "Puts an integration through scenarios, and tells what came of them.",
  operands: { usage: "[FILE|NAME...]", most: Infinity },
  options: scenarioOptions,
  description: `
FILE is a scenario in JSON, TypeScript or JavaScript; NAME is one that comes with the program. All of those are run where
nothing is named. The exit code is 0 when all have passed.

The integration is built if it has something to build, and gets the login that \`galaxy-kit dev\` has stored for it; what a
scenario does to login and cache is not kept.`,
  run: async (options, operands) => {
    const { runScenarios } = await import("../scenario/run-scenarios.js");
    return await runScenarios(operands, options);
  },
});
