import { Command, Option } from "@commander-js/extra-typings";
import { defineCommand } from "../command-line/command.js";

export const command = defineCommand(
  new Command("create")
    .description("Creates a project for an integration.")
    .argument("[DIR]", "a new or empty folder")
    .option("--name <TEXT>", "the name shown to users (default: derived from the folder)")
    .option("--platform <ID>", "the id of the platform in GALAXY, such as itch (default: test)")
    .option("--author <TEXT>", 'such as "Name <name@example.org>" (default: the user name in git)')
    .addOption(
      new Option("--template <NAME>", "the template (default: minimal)").choices(["minimal", "full", "emulator"]),
    )
    .option("--package-name <NAME>", "the name in package.json (default: derived from the folder)")
    .option("-y, --yes", "ask nothing and use the defaults")
    .option("--no-install", "do not run npm install")
    .addHelpText(
      "after",
      `
Asks for everything that is not specified.

Templates: minimal is one class with a login and owned games. emulator makes a
library of files in folders, with settings and play times. full has a login
window, a web backend, achievements, play times and new purchases.

Examples:
  galaxy-kit create
  galaxy-kit create itch --platform itch --template full
  galaxy-kit create shelf --yes

Exit codes: 0 success, 1 the folder cannot be written or npm install failed,
2 invalid arguments, 130 canceled.`,
    ),
  async (folder, { name, platform, author, template, packageName, yes = false, install }) => {
    const { create } = await import("./create.js");
    return await create({ folder, name, platform, author, template }, { packageName, useDefaults: yes, install });
  },
);
