import { Command } from "@commander-js/extra-typings";
import { defineCommand } from "../command-line/command.js";
import { explainFileErrors } from "../command-line/file-errors.js";
import { painter } from "../terminal/paint.js";
import { columnsOf } from "../terminal/width.js";
import { fitted } from "../terminal/wrap.js";

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
    const { choosePluginsFolder } = await import("../installed/galaxy-folders.js");
    const { examineInstalled } = await import("../installed/examine-installed.js");
    const { installedToJson, renderInstalled } = await import("./render-installed.js");
    const folder = choosePluginsFolder(pluginsDir);
    const examination = await explainFileErrors(() => examineInstalled(folder));
    const text = json
      ? `${JSON.stringify(installedToJson(folder, examination), null, 2)}\n`
      : fitted(
          renderInstalled(folder, examination, painter(process.stdout), columnsOf(process.stdout)),
          process.stdout,
        );
    process.stdout.write(text);
    return 0;
  },
);
