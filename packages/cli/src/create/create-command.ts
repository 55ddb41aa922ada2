import { defineCommand } from "../command-line/command.js";

export const command = defineCommand({
  summary: "Creates a project for an integration.",
  operands: { usage: "[DIR]", most: 1 },
  options: {
    name: { type: "string", value: "TEXT", description: "the name shown to users (default: derived from the folder)" },
    platform: {
      type: "string",
      value: "ID",
      description: "the id of the platform in GALAXY, such as itch (default: test)",
    },
    author: {
      type: "string",
      value: "TEXT",
      description: 'such as "Name <name@example.org>" (default: the user name in git)',
    },
    template: { type: "string", choices: ["minimal", "full"], description: "the template (default: minimal)" },
    "package-name": {
      type: "string",
      value: "NAME",
      description: "the name in package.json (default: derived from the folder)",
    },
    yes: { type: "boolean", short: "y", description: "ask nothing and use the defaults" },
    "no-install": { type: "boolean", description: "do not run npm install" },
  },
  description: `
Asks for everything that is not specified. DIR is a new or empty folder.

Templates: minimal is one class with a login and owned games. full adds a login window, a web backend, achievements, play
times and new purchases.

Examples:
  galaxy-kit create
  galaxy-kit create itch --platform itch --template full
  galaxy-kit create shelf --yes

Exit codes: 0 success, 1 the folder cannot be written or npm install failed, 2 invalid arguments, 130 canceled.`,
  run: async (options, [folder]) => {
    const { name, platform, author, template, yes } = options;
    const { create } = await import("./create.js");
    return await create(
      { folder, name, platform, author, template },
      { packageName: options["package-name"], useDefaults: yes, install: !options["no-install"] },
    );
  },
});
