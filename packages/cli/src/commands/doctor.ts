import { defineCommand } from "../command-line/command.js";

export const command = defineCommand({
  summary: "Finds what keeps integrations from being made, or GALAXY from showing them.",
  options: {
    in: {
      type: "string",
      value: "DIR",
      description: "the folder of integrations (default: that of this user's GALAXY)",
    },
    logs: { type: "string", value: "DIR", description: "the folder of GALAXY's logs (default: that of this system)" },
    log: { type: "string", value: "NAME", description: "show the end of the log of an installed integration instead" },
    follow: { type: "boolean", description: "with --log: go on showing what is written to it" },
    json: { type: "boolean", description: "print the findings as JSON" },
  },
  description: `
Looks at Node, the registry of your npm, Python, the browser, GALAXY's folders and the integrations that are installed there.
NAME is an integration's name, platform, guid or folder.

Examples:
  galaxy-kit doctor
  galaxy-kit doctor --log itch --follow

It ends with 0, with 1 when there is an error, and with 2 when the command line has errors.`,
  run: async (options) => {
    const { runDoctor } = await import("../doctor/run-doctor.js");
    return await runDoctor(options);
  },
});
