import { Command } from "@commander-js/extra-typings";
import { defineCommand } from "../command-line/command.js";

export const command = defineCommand(
  new Command("settings")
    .description("Shows the settings of an integration on a page.")
    .argument(
      "[DIR|NAME]",
      "a project, a packed integration, or the name of an installed one (default: the current folder)",
    )
    .option("--plugins-dir <DIR>", "folder of integrations (default: GALAXY's own)")
    .option("--no-open", "only print the address, do not open the page in a browser")
    .addHelpText(
      "after",
      `
For integrations that use @galaxy-kit/settings. The page is served until the
settings are saved or the last window is closed. An integration that is running
in GALAXY uses the new settings at once.

A project and the installed integration have separate settings.

Examples:
  galaxy-kit settings
  galaxy-kit settings retroarch

Exit codes: 0 success, even if nothing was saved, 1 the integration cannot be
started or has no settings, 2 invalid arguments, 130 interrupted.`,
    ),
  async (wanted = ".", { pluginsDir, open }) => {
    const { showSettings } = await import("./show-settings.js");
    return await showSettings(wanted, { pluginsDir, open });
  },
);
