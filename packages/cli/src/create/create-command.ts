import { defineCommand } from "../command-line/command.js";

export const command = defineCommand({
  summary: "Begins an integration.",
  operands: { usage: "[DIR]", most: 1 },
  options: {
    name: { type: "string", value: "TEXT", description: "shown to the user (default: made of the name of the folder)" },
    platform: {
      type: "string",
      value: "ID",
      description: "the platform as GALAXY calls it, such as itch (default: test)",
    },
    author: {
      type: "string",
      value: "TEXT",
      description: 'such as "Name <name@example.org>" (default: what git knows)',
    },
    template: { type: "string", choices: ["minimal", "full"], description: "what to begin with (default: minimal)" },
    "package-name": {
      type: "string",
      value: "NAME",
      description: "for package.json (default: made of the name of the folder)",
    },
    yes: { type: "boolean", short: "y", description: "ask nothing, and take the defaults" },
    "no-install": { type: "boolean", description: "do not run npm install" },
  },
  description: `
Asks for what is not said. DIR is a new or an empty folder.

Templates: minimal is one class with a login and owned games; full adds a login window, a backend on the web, achievements,
play times and new purchases.

Examples:
  galaxy-kit create
  galaxy-kit create itch --platform itch --template full
  galaxy-kit create shelf --yes

It ends with 0, with 1 when the folder cannot be written or npm install fails, and with 2 when the command line has errors.`,
  run: async (options, [folder]) => {
    const { name, platform, author, template, yes } = options;
    const { create } = await import("./create.js");
    return await create(
      { folder, name, platform, author, template },
      { packageName: options["package-name"], useDefaults: yes, install: !options["no-install"] },
    );
  },
});
