import { UsageError } from "../command-line/command-error.js";
import { defineCommand } from "../command-line/command.js";
import { devCommand } from "./options.js";

export const command = defineCommand(
  devCommand.description("Runs an integration in a simulated GALAXY client and shows it on a page.").addHelpText(
    "after",
    `
When a file changes, a project is rebuilt and the integration restarts.
--timings is real by default, and quick with --once.

Keys: r restart, s show the state, o open the page, l log out,
c clear the cache, q quit, h help.

Examples:
  galaxy-kit dev
  galaxy-kit dev ../galaxy-integration-itch --no-open

Exit codes: 0 success, 1 the integration cannot be started or, with --once,
something failed, 2 invalid arguments.`,
  ),
  async (folder, options) => {
    if (options.json && !options.once) throw new UsageError("--json requires --once.");
    if (options.once && (options.inspect ?? options.inspectBrk) !== undefined)
      throw new UsageError("--inspect does not work with --once.");
    if (!options.once) {
      const { devLive } = await import("./live.js");
      return await devLive(folder, options);
    }
    const { show } = await import("../show/show.js");
    return await show(folder, options, "dev --once");
  },
);
