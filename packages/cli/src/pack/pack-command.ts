import { resolve } from "node:path";
import { Command } from "@commander-js/extra-typings";
import { collect, defineCommand } from "../command-line/command.js";
import { explainFileErrors } from "../command-line/file-errors.js";
import { INTERRUPTED, interruption } from "../terminal/interruption.js";
import { printNextSteps } from "../terminal/next-steps.js";
import { painter } from "../terminal/paint.js";
import { StepProgress } from "../terminal/progress.js";
import { columnsOf } from "../terminal/width.js";
import { fitted } from "../terminal/wrap.js";

export const command = defineCommand(
  new Command("pack")
    .description("Packs an integration into zips that GALAXY can load.")
    .argument("[DIR]", "a TypeScript project (default: the current folder)")
    .option("--target <LIST>", "systems to include Node for (default: win-x64,darwin-x64,darwin-arm64)", collect)
    .option("--no-runtime", "one small package for all systems that needs the user's Node")
    .option("--out <DIR>", "output folder (default: packed, in the project)")
    .option("--dry-run", "show what would be packed; write and download nothing")
    .option("--json", "print the result as JSON")
    .addHelpText(
      "after",
      `
The project is compiled, bundled into one file and started once to check that it
works. Name, version, description, author and homepage come from its
package.json; "galaxyKit" there adds guid, name, assets (files that ship next to
the bundle), updateUrl and downloads (for GALAXY's updater).

Targets: win-x64, win-arm64, darwin-x64, darwin-arm64, linux-x64. Node is
downloaded from the registry that your npm uses, and cached. GALAXY's updater
looks for _windows and _macos in file names, and does not distinguish
processors. These files are therefore for x64, which ARM systems run too; if
there is no x64 target, they are for ARM.

Examples:
  galaxy-kit pack
  galaxy-kit pack --target win-x64,darwin-arm64 --out releases
  galaxy-kit pack --no-runtime --dry-run

Exit codes: 0 packed, 1 the project has errors, 2 invalid arguments.`,
    ),
  async (folder = ".", { target, runtime, out, dryRun = false, json }) => {
    const { pack } = await import("./pack.js");
    const { chooseTargets } = await import("./choose-targets.js");
    const { packedToJson, renderPacked, stepAfterPacking } = await import("./render-packed.js");
    const { reportOf } = await import("../diagnostics/report.js");
    const signal = interruption();
    const print = (value: object): void => void process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
    try {
      const packed = await explainFileErrors(() =>
        pack(folder, {
          targets: chooseTargets(target, runtime),
          out,
          dryRun,
          signal,
          progress: new StepProgress(process.stderr),
        }),
      );
      if (json) print(packedToJson(packed));
      else {
        const { stdout } = process;
        const step = stepAfterPacking(packed);
        stdout.write(fitted(renderPacked(packed, painter(stdout), columnsOf(stdout)), stdout));
        if (step) printNextSteps(step);
      }
      return 0;
    } catch (error) {
      if (signal.aborted) return INTERRUPTED;
      const report = json ? reportOf(error, resolve(folder)) : undefined;
      if (!report) throw error;
      print(report);
      return 1;
    }
  },
);
