import { defineCommand } from "../command-line/command.js";
import { scenarioOptions } from "./options.js";

export const command = defineCommand({
  summary: "Runs scenarios against an integration and reports the results.",
  operands: { usage: "[DIR]", most: 1 },
  options: scenarioOptions,
  description: `
DIR is a TypeScript project, a packed integration or a Python integration (default: the current folder). A project is
built first. FILE is a scenario in JSON, TypeScript or JavaScript; NAME is a built-in scenario.

The integration gets the login stored by \`galaxy-kit dev\`. Changes that a scenario makes to the
login and the cache are discarded.

Examples:
  galaxy-kit scenario
  galaxy-kit scenario plugins/itch --only restart --only scenarios/login.json

Exit codes: 0 all scenarios passed, 1 a scenario failed or could not run, 2 invalid arguments.`,
  run: async (options, [folder]) => {
    const { runScenarios } = await import("./run-scenarios.js");
    return await runScenarios(folder, options);
  },
});
