import { defineCommand } from "../command-line/command.js";
import { INTERRUPTED, interruption } from "../terminal/interruption.js";
import { painter } from "../terminal/paint.js";
import { StepProgress } from "../terminal/progress.js";

export const command = defineCommand({
  summary: "Finds what keeps an integration from working for its users.",
  operands: { usage: "[DIR]", most: 1 },
  options: {
    strict: { type: "boolean", description: "end with 1 for warnings as well" },
    json: { type: "boolean", description: "print what was found as JSON" },
  },
  description: `
DIR is a TypeScript project, a packed integration or a Python one (default: the current folder). A project is compiled, asked
what it is, and bundled; it is not connected with anything.

Examples:
  galaxy-kit validate
  galaxy-kit validate --strict --json plugins/itch

It ends with 0, with 1 when there are errors, and with 2 when the command line has some.`,
  run: async (options, [folder = "."]) => {
    const [{ validate }, { renderReport }] = await Promise.all([import("./validate.js"), import("./report.js")]);
    const signal = interruption();
    const report = await new StepProgress(process.stderr).during("Validating", () => validate(folder, signal));
    if (signal.aborted) return INTERRUPTED;
    process.stdout.write(
      options.json ? `${JSON.stringify(report, null, 2)}\n` : renderReport(report, painter(process.stdout)),
    );
    return report.errors > 0 || (options.strict && report.warnings > 0) ? 1 : 0;
  },
});
