import { defineCommand } from "../command-line/command.js";

export const command = defineCommand({
  summary: "Puts an integration where GALAXY finds it.",
  operands: { usage: "[DIR|ZIP]", most: 1 },
  options: {
    into: {
      type: "string",
      value: "DIR",
      description: "the folder of integrations (default: that of this user's GALAXY)",
    },
    link: { type: "boolean", description: "make a link to DIR, so that GALAXY starts what is in it at the time" },
    force: { type: "boolean", description: "put another integration for the same platform aside" },
  },
  description: `
ZIP is what \`galaxy-kit pack\` has made, or any other zip with a manifest.json at its root; DIR is a folder with one (default:
the current folder). It gets a folder of its own there, named PLATFORM_GUID, in the place of an older version: if something
goes wrong, that one stays.

A zip is refused as a whole if anything in it could end up elsewhere or under another name, on whatever system: absolute paths,
"..", backslashes, links, devices of Windows, names that differ in case only, encrypted files. It is refused, too, if it has more
than 20,000 entries, unpacks to more than 1 GB, or to more than 100 MB and more than 50 times its own size.

Examples:
  galaxy-kit install packed/shelf-1.2.0_windows.zip
  galaxy-kit install ../galaxy-integration-itch --link
  galaxy-kit install shelf.zip --force

It ends with 0, with 1 when nothing was installed, and with 2 when the command line has errors.`,
  run: async (options, [path = "."]) => {
    const { runInstall } = await import("../installing/run-install.js");
    return await runInstall(path, options);
  },
});
