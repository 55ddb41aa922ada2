import { defineCommand } from "../command-line/command.js";

export const command = defineCommand({
  summary: "Shows the integrations that are installed.",
  options: {
    in: {
      type: "string",
      value: "DIR",
      description: "the folder of integrations (default: that of this user's GALAXY)",
    },
    json: { type: "boolean", description: "print them as JSON" },
  },
  description: `
Under them stands what keeps GALAXY from showing one, and what to do about it.

Examples:
  galaxy-kit list
  galaxy-kit list --in installed --json

It ends with 0, with 1 when there is no folder of integrations, and with 2 when the command line has errors.`,
  run: async (options) => {
    const { runList } = await import("../installing/run-list.js");
    return await runList(options);
  },
});
