import { Command } from "@commander-js/extra-typings";
import { defineCommand } from "../command-line/command.js";
import { explainFileErrors } from "../command-line/file-errors.js";
import { painter } from "../terminal/paint.js";

export const command = defineCommand(
  new Command("list")
    .description("Lists the installed integrations.")
    .option("--plugins-dir <DIR>", "folder of integrations (default: GALAXY's own)")
    .option("--json", "print the integrations as JSON")
    .addHelpText(
      "after",
      `
Also reports problems that keep GALAXY from loading an integration, each with a
remedy.

Examples:
  galaxy-kit list
  galaxy-kit list --plugins-dir installed --json

Exit codes: 0 success, even with problems, 1 no folder of integrations,
2 invalid arguments. With problems, galaxy-kit doctor exits with 1.`,
    ),
  async ({ pluginsDir, json }) => {
    const [{ choosePluginsFolder }, { examineInstalled }, { installedToJson, renderInstalled }] = await Promise.all([
      import("../installed/galaxy-folders.js"),
      import("../installed/examine-installed.js"),
      import("./render-installed.js"),
    ]);
    const folder = choosePluginsFolder(pluginsDir);
    const examination = await explainFileErrors(() => examineInstalled(folder));
    process.stdout.write(
      json
        ? `${JSON.stringify(installedToJson(folder, examination), null, 2)}\n`
        : renderInstalled(folder, examination, painter(process.stdout)),
    );
    return 0;
  },
);
