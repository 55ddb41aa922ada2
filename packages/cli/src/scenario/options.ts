import type { OptionSpecs, OptionValues } from "../command-line/command.js";

export const scenarioOptions = {
  only: {
    type: "string",
    multiple: true,
    value: "FILE|NAME",
    description: "run only this scenario; repeat it for more (default: all built-in ones)",
  },
  json: { type: "boolean", description: "print JSON to stdout, and everything else to stderr" },
  list: { type: "boolean", description: "list the built-in scenarios" },
} as const satisfies OptionSpecs;

export type ScenarioCommandOptions = OptionValues<typeof scenarioOptions>;
