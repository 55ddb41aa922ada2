import { Command } from "@commander-js/extra-typings";
import { defineCommand, integrationFolder } from "../command-line/command.js";
import { INTERRUPTED, interruption } from "../terminal/interruption.js";
import { painter } from "../terminal/paint.js";
import { StepProgress } from "../terminal/progress.js";

export const command = defineCommand(
  new Command("validate")
    .description("Checks an integration for problems that its users would hit.")
    .addArgument(integrationFolder)
    .option("--strict", "exit with 1 for warnings too")
    .option("--json", "print the diagnostics as JSON")
    .addHelpText(
      "after",
      `
A project is compiled, asked to describe itself, and bundled. Nothing connects
to the network.

Examples:
  galaxy-kit validate
  galaxy-kit validate --strict --json plugins/itch

Exit codes: 0 no errors, 1 errors found, 2 invalid arguments.`,
    ),
  async (folder = ".", { strict = false, json }) => {
    const [{ validate }, { renderReport }] = await Promise.all([
      import("./validate.js"),
      import("../diagnostics/report.js"),
    ]);
    const signal = interruption();
    const report = await new StepProgress(process.stderr).during("Validating", () => validate(folder, signal));
    if (signal.aborted) return INTERRUPTED;
    process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : renderReport(report, painter(process.stdout)));
    return report.errors > 0 || (strict && report.warnings > 0) ? 1 : 0;
  },
);
