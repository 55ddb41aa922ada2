import { Command } from "@commander-js/extra-typings";
import { defineCommand } from "../command-line/command.js";

export const command = defineCommand(
  new Command("open")
    .argument("<FILE>", "a session saved on the page")
    .description("Shows a recorded session on the page, without its integration.")
    .option("--no-open", "print the address of the page without opening a browser")
    .option("--port <N>", "serve the page on this port instead of a free one")
    .addHelpText(
      "after",
      `
"Save session" on the page of galaxy-kit dev saves a session as a file. Secrets
are masked in it, so that it can be attached to an issue.

Examples:
  galaxy-kit open session.ndjson

Exit codes: 0 success, 1 the file cannot be shown, 2 invalid arguments.`,
    ),
  async (file, options) => {
    const { openSession } = await import("./open-session.js");
    return await openSession(file, options);
  },
);
