import { defineCommand } from "../command-line/command.js";
import { UsageError } from "../command-line/command-error.js";
import { devOptions } from "./options.js";

export const command = defineCommand({
  summary: "Runs an integration in a simulated GALAXY client, and shows it on a page.",
  operands: { usage: "[DIR]", most: 1 },
  options: devOptions,
  description: `
DIR is a TypeScript project, a packed integration or a Python one (default: the current folder). It is built if it has
something to build, and is built and started again when a file changes.

Keys: r restarts, o opens the page, l logs out, c clears the cache, q quits, h lists them.

Examples:
  galaxy-kit dev
  galaxy-kit dev ../galaxy-integration-itch --no-open
  galaxy-kit dev --once --json

It ends with 0, with 1 when the integration cannot be started or, with --once, anything has failed, and with 2 when the
command line has errors.`,
  run: async (options, [folder]) => {
    if (options.json && !options.once) throw new UsageError("--json goes with --once only.");
    if (!options.once) {
      const { devLive } = await import("./live.js");
      return await devLive(folder, options);
    }
    const { devOnce } = await import("./once.js");
    return await devOnce(folder, options);
  },
});
