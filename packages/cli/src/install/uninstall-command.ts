import { Argument, Command } from "@commander-js/extra-typings";
import { UsageError } from "../command-line/command-error.js";
import { defineCommand } from "../command-line/command.js";
import { explainFileErrors } from "../command-line/file-errors.js";
import { installedPlatforms } from "../completion/installed-platforms.js";
import { suggesting } from "../completion/suggestions.js";
import type { Installed } from "../installed/read-installed.js";
import { onOneLine } from "../terminal/text.js";
import { fitted } from "../terminal/wrap.js";

export const command = defineCommand(
  new Command("uninstall")
    .description("Removes an installed integration.")
    .addArgument(
      suggesting(
        new Argument("<NAME>", "the name, platform, guid or folder of an integration; galaxy-kit list shows them"),
        installedPlatforms,
      ),
    )
    .option("--plugins-dir <DIR>", "folder of integrations (default: GALAXY's own)")
    .option("--purge", "delete it instead of moving it aside")
    .option("-y, --yes", "remove it without asking")
    .addHelpText(
      "after",
      `
NAME may be the beginning of one, if no other integration has that beginning.
With --yes, it must be complete.

The integration is moved next to the folder of integrations, where GALAXY does
not look. If it was installed with --link, only the link is removed.

Examples:
  galaxy-kit uninstall itch
  galaxy-kit uninstall "The Shelf" --purge --yes

Exit codes: 0 removed, 1 not found or not removable, 2 invalid arguments.`,
    ),
  async (wanted, { pluginsDir, purge = false, yes }) => {
    const { choosePluginsFolder } = await import("../installed/galaxy-folders.js");
    const { findInstalled } = await import("../installed/find-installed.js");
    const { readInstalled } = await import("../installed/read-installed.js");
    const folder = choosePluginsFolder(pluginsDir);
    const installed = await findInstalled(
      wanted,
      await explainFileErrors(() => readInstalled(folder)),
      // What is meant is shown before it is removed.
      { byBeginning: !yes },
    );
    if (!yes && !(await confirmed(installed))) {
      process.stdout.write("Nothing was removed.\n");
      return 0;
    }
    const movedTo = await explainFileErrors(() => remove(folder, installed, purge));
    process.stdout.write(fitted(`Removed ${describe(installed)}.\n${restoration(installed, movedTo)}`, process.stdout));
    return 0;
  },
);

/** Resolves to its new path if it is moved aside. A link is deleted: its target stays. */
async function remove(folder: string, { folderName, linkTo }: Installed, purge: boolean): Promise<string | undefined> {
  const { PluginsFolder } = await import("../installed/plugins-folder.js");
  const plugins = await PluginsFolder.open(folder);
  try {
    if (!purge && linkTo === undefined) return await plugins.moveAside(folderName);
    await plugins.remove(folderName);
    return undefined;
  } finally {
    await plugins.close();
  }
}

function restoration({ path }: Installed, movedTo: string | undefined): string {
  if (movedTo === undefined) return "";
  return `It is now in ${onOneLine(movedTo)}\nTo restore it, move it back to ${onOneLine(path)}\n`;
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
