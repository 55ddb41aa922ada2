import { defineCommand } from "../command-line/command.js";
import { scenarioOptions } from "./options.js";

export const command = defineCommand({
  summary: "Runs scenarios against an integration and reports the results.",
  operands: { usage: "[FILE|NAME...]", most: Infinity },
  options: scenarioOptions,
  description: `
FILE is a scenario in JSON, TypeScript or JavaScript. NAME is a built-in scenario. By default, all built-in scenarios run.

A project is built first. The integration gets the login stored by \`galaxy-kit dev\`. Changes that a scenario makes to the
login and the cache are discarded.

Examples:
  galaxy-kit scenario
  galaxy-kit scenario restart scenarios/login.json --app plugins/itch

Exit codes: 0 all scenarios passed, 1 a scenario failed or could not run, 2 invalid arguments.`,
  run: async (options, operands) => {
    const { runScenarios } = await import("./run-scenarios.js");
    return await runScenarios(operands, options);
  },
});
