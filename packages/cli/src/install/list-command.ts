import { defineCommand } from "../command-line/command.js";
import { explainFileErrors } from "../command-line/file-errors.js";
import { painter } from "../terminal/paint.js";

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
    const [{ choosePluginsFolder }, { readInstalled }, { installedToJson, renderInstalled }] = await Promise.all([
      import("../installed/galaxy-folders.js"),
      import("../installed/read-installed.js"),
      import("./render-installed.js"),
    ]);
    const folder = choosePluginsFolder(options.in, "--in");
    const installed = await explainFileErrors(() => readInstalled(folder));
    process.stdout.write(
      options.json
        ? `${JSON.stringify(installedToJson(folder, installed), null, 2)}\n`
        : renderInstalled(folder, installed, painter(process.stdout)),
    );
    return 0;
  },
});
