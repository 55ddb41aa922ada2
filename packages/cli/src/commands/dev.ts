import { UsageError } from "../command-line/command-failed.js";
import { defineCommand } from "../command-line/command.js";
import { devOptions } from "../dev/options.js";

export const command = defineCommand({
  summary: "Runs an integration in a simulated GALAXY client, and shows it on a page.",
  operands: { usage: "[DIR]", most: 1 },
  options: devOptions,
  description: `
DIR is a TypeScript project, a packed integration or a Python one (default: the current folder). It is built if it has
something to build, and is built and started again when a file changes.

Keys: r restarts, o opens the page, l logs out, c clears the cache, q quits, h lists them.`,
  run: async (options, [folder = "."]) => {
    if (options.json && !options.once) throw new UsageError("--json goes with --once only.");
    if (!options.once) {
      const { devLive } = await import("../dev/live.js");
      return await devLive(folder, options);
    }
    const { devOnce } = await import("../dev/once.js");
    return await devOnce(folder, options);
  },
});
