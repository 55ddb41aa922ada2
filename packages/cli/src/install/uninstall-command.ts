import { defineCommand } from "../command-line/command.js";
import { UsageError } from "../command-line/command-error.js";
import { explainFileErrors } from "../command-line/file-errors.js";
import type { Installed } from "../installed/read-installed.js";
import { onOneLine } from "../terminal/text.js";

export const command = defineCommand({
  summary: "Removes an installed integration.",
  operands: { usage: "NAME|PLATFORM|GUID|DIR", most: 1 },
  options: {
    "plugins-dir": {
      type: "string",
      value: "DIR",
      description: "folder of integrations (default: GALAXY's own)",
    },
    yes: { type: "boolean", short: "y", description: "remove it without asking" },
  },
  description: `
If it was installed with --link, only the link is removed.

Examples:
  galaxy-kit uninstall itch
  galaxy-kit uninstall "The Shelf" --yes

Exit codes: 0 removed, 1 not found or not removable, 2 invalid arguments.`,
  run: async (options, [wanted]) => {
    if (wanted === undefined)
      throw new UsageError(
        "Name an integration, its platform, its guid or its folder. galaxy-kit list shows what is installed.",
      );
    const [{ choosePluginsFolder }, { findInstalled }, { readInstalled }] = await Promise.all([
      import("../installed/galaxy-folders.js"),
      import("../installed/find-installed.js"),
      import("../installed/read-installed.js"),
    ]);
    const folder = choosePluginsFolder(options["plugins-dir"]);
    const installed = await findInstalled(wanted, await explainFileErrors(() => readInstalled(folder)));
    if (!options.yes && !(await confirmed(installed))) {
      process.stdout.write("Nothing was removed.\n");
      return 0;
    }
    await explainFileErrors(() => remove(folder, installed));
    process.stdout.write(`${describe(installed)} was removed.\n`);
    return 0;
  },
});

async function remove(folder: string, { folderName }: Installed): Promise<void> {
  const { PluginsFolder } = await import("../installed/plugins-folder.js");
  const plugins = await PluginsFolder.open(folder);
  try {
    await plugins.remove(folderName);
  } finally {
    await plugins.close();
  }
}

async function confirmed(installed: Installed): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stdout.isTTY)
    throw new UsageError("Cannot ask for confirmation without a terminal. Use --yes.");
  const { confirm } = await import("@clack/prompts");
  return (await confirm({ message: `Remove ${describe(installed)}?`, initialValue: false })) === true;
}

function describe({ folderName, manifest, linkTo }: Installed): string {
  const what = manifest ? `${manifest.name} ${manifest.version} (${folderName})` : folderName;
  return onOneLine(linkTo === undefined ? what : `the link ${what} to ${linkTo}`);
}
