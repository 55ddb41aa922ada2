import { defineCommand } from "../command-line/command.js";
import { UsageError } from "../command-line/command-error.js";
import { explainFileErrors } from "../command-line/file-errors.js";
import type { Installed } from "../installed/read-installed.js";
import { onOneLine } from "../terminal/text.js";

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
    if (wanted === undefined)
      throw new UsageError(
        "Name an integration, its platform, its guid or its folder. galaxy-kit list shows what there is.",
      );
    const [{ choosePluginsFolder }, { findInstalled }, { readInstalled }] = await Promise.all([
      import("../installed/galaxy-folders.js"),
      import("../installed/find-installed.js"),
      import("../installed/read-installed.js"),
    ]);
    const folder = choosePluginsFolder(options.in, "--in");
    const installed = await findInstalled(wanted, await explainFileErrors(() => readInstalled(folder)));
    if (!options.yes && !(await confirmed(installed))) {
      process.stdout.write("Nothing is removed.\n");
      return 0;
    }
    await explainFileErrors(() => remove(folder, installed));
    process.stdout.write(`${describe(installed)} is removed.\n`);
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
    throw new UsageError("There is no terminal to ask in: --yes removes it without a question.");
  const { confirm } = await import("@clack/prompts");
  return (await confirm({ message: `Remove ${describe(installed)}?`, initialValue: false })) === true;
}

function describe({ folderName, manifest, linkTo }: Installed): string {
  const what = manifest ? `${manifest.name} ${manifest.version} (${folderName})` : folderName;
  return onOneLine(linkTo === undefined ? what : `the link ${what} to ${linkTo}`);
}
