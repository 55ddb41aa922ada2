import { defineCommand } from "../command-line/command.js";
import { INTERRUPTED, interruption } from "../terminal/interruption.js";
import { painter } from "../terminal/paint.js";
import { StepProgress } from "../terminal/progress.js";

export const command = defineCommand({
  summary: "Checks an integration for problems that its users would hit.",
  operands: { usage: "[DIR]", most: 1 },
  options: {
    strict: { type: "boolean", description: "exit with 1 for warnings too" },
    json: { type: "boolean", description: "print the diagnostics as JSON" },
  },
  description: `
DIR is a TypeScript project, a packed integration or a Python integration (default: the current folder). A project is
compiled, asked to describe itself, and bundled. Nothing connects to the network.

Examples:
  galaxy-kit validate
  galaxy-kit validate --strict --json plugins/itch

Exit codes: 0 no errors, 1 errors found, 2 invalid arguments.`,
  run: async (options, [folder = "."]) => {
    const [{ validate }, { renderReport }] = await Promise.all([
      import("./validate.js"),
      import("../diagnostics/report.js"),
    ]);
    const signal = interruption();
    const report = await new StepProgress(process.stderr).during("Validating", () => validate(folder, signal));
    if (signal.aborted) return INTERRUPTED;
    process.stdout.write(
      options.json ? `${JSON.stringify(report, null, 2)}\n` : renderReport(report, painter(process.stdout)),
    );
    return report.errors > 0 || (options.strict && report.warnings > 0) ? 1 : 0;
  },
});
