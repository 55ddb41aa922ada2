import { UsageError } from "../command-line/command-failed.js";
import { explainFileErrors } from "../command-line/file-errors.js";
import { onOneLine } from "../terminal/on-one-line.js";
import { choosePluginsFolder } from "./galaxy-folders.js";
import { findInstalled } from "./installed/find-installed.js";
import { type Installed, readInstalled } from "./installed/read-installed.js";
import { PluginsFolder } from "./plugins-folder.js";

/** What the command line can say. */
export interface UninstallCommandOptions {
  readonly in: string | undefined;
  readonly yes: boolean;
}

/** `galaxy-kit uninstall`: answers the exit code. */
export async function runUninstall(wanted: string | undefined, options: UninstallCommandOptions): Promise<number> {
  if (wanted === undefined)
    throw new UsageError(
      "Name an integration, its platform, its guid or its folder. galaxy-kit list shows what there is.",
    );
  const folder = choosePluginsFolder(options.in, "--in");
  const installed = await findInstalled(wanted, await explainFileErrors(() => readInstalled(folder)));
  if (!options.yes && !(await confirmed(installed))) {
    process.stdout.write("Nothing is removed.\n");
    return 0;
  }
  await explainFileErrors(() => remove(folder, installed));
  process.stdout.write(`${describe(installed)} is removed.\n`);
  return 0;
}

async function remove(folder: string, { folderName }: Installed): Promise<void> {
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
