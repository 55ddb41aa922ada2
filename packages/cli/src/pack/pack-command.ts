import { defineCommand } from "../command-line/command.js";
import { explainFileErrors } from "../command-line/file-errors.js";
import { INTERRUPTED, interruption } from "../terminal/interruption.js";
import { painter } from "../terminal/paint.js";
import { StepProgress } from "../terminal/progress.js";

export const command = defineCommand({
  summary: "Makes the zips that a user's GALAXY can load.",
  operands: { usage: "[DIR]", most: 1 },
  options: {
    target: {
      type: "string",
      multiple: true,
      value: "LIST",
      description: "systems to pack for, with a Node of their own (default: win-x64,darwin-x64,darwin-arm64)",
    },
    "no-runtime": {
      type: "boolean",
      description: "one small package for every system, which needs the user's own Node",
    },
    out: { type: "string", value: "DIR", description: "takes the files (default: packed, in the project)" },
    "source-map": { type: "boolean", description: "traces in the log then name the lines of the sources" },
    "dry-run": { type: "boolean", description: "write nothing, fetch nothing, and show what would be packed" },
    json: { type: "boolean", description: "print what was packed as JSON" },
  },
  description: `
DIR is a TypeScript project (default: the current folder). It is compiled, bundled into one file and started once, to see
that it works. Name, version, description, author and homepage are those of its package.json; "galaxyKit" there says the
rest: guid, name, assets (files that ship beside the bundle), updateUrl and downloads (for GALAXY's updater).

Targets: win-x64, win-arm64, darwin-x64, darwin-arm64, linux-x64. Their Node comes from the registry that your npm uses, and
is kept for the next time. GALAXY's updater takes the files whose names have _windows and _macos. It knows no processors, so
that these are for x64, which ARM systems run, too; without an x64 target they are for ARM.

Examples:
  galaxy-kit pack
  galaxy-kit pack --target win-x64,darwin-arm64 --out releases
  galaxy-kit pack --no-runtime --dry-run

It ends with 0, with 1 when the project has errors, and with 2 when the command line has.`,
  run: async (options, [folder = "."]) => {
    const [{ pack }, { chooseFlavours }, { packedToJson, renderPacked }] = await Promise.all([
      import("./pack.js"),
      import("./choose-flavours.js"),
      import("./render-packed.js"),
    ]);
    const signal = interruption();
    try {
      const packed = await explainFileErrors(() =>
        pack(folder, {
          flavours: chooseFlavours(options.target, options["no-runtime"]),
          out: options.out,
          sourceMap: options["source-map"],
          dryRun: options["dry-run"],
          signal,
          progress: new StepProgress(process.stderr),
        }),
      );
      process.stdout.write(
        options.json
          ? `${JSON.stringify(packedToJson(packed), null, 2)}\n`
          : renderPacked(packed, painter(process.stdout)),
      );
      return 0;
    } catch (error) {
      if (signal.aborted) return INTERRUPTED;
      throw error;
    }
  },
});
