import { defineCommand } from "../command-line/command.js";

export const command = defineCommand({
  summary: "Removes an installed integration.",
  operands: { usage: "NAME|PLATFORM|GUID|DIR", most: 1 },
  options: {
    in: {
      type: "string",
      value: "DIR",
      description: "the folder of integrations (default: that of this user's GALAXY)",
    },
    yes: { type: "boolean", short: "y", description: "remove it without a question" },
  },
  description: `
Of one that was installed with --link, only the link is removed.

Examples:
  galaxy-kit uninstall itch
  galaxy-kit uninstall "The Shelf" --yes

It ends with 0, with 1 when there is no such integration or it cannot be removed, and with 2 when the command line has errors.`,
  run: async (options, [wanted]) => {
    const { runUninstall } = await import("../installing/run-uninstall.js");
    return await runUninstall(wanted, options);
  },
});
