import type { OptionSpecs, OptionValues } from "../command-line/command.js";

export const scenarioOptions = {
  app: { type: "string", value: "DIR", description: "the folder of the integration (default: the current folder)" },
  json: { type: "boolean", description: "print JSON to stdout, and everything else to stderr" },
  list: { type: "boolean", description: "list the built-in scenarios" },
} as const satisfies OptionSpecs;

export type ScenarioCommandOptions = OptionValues<typeof scenarioOptions>;
