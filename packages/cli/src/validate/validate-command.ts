import { existsSync } from "node:fs";
import { join } from "node:path";
import { Command } from "@commander-js/extra-typings";
import { defineCommand, integrationFolder } from "../command-line/command.js";
import type { Report } from "../diagnostics/report.js";
import { INTERRUPTED, interruption } from "../terminal/interruption.js";
import { printNextSteps, shellWord, type Step } from "../terminal/next-steps.js";
import { painter } from "../terminal/paint.js";
import { StepProgress } from "../terminal/progress.js";
import { fitted } from "../terminal/wrap.js";

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
    const { validate } = await import("./validate.js");
    const { renderReport } = await import("../diagnostics/report.js");
    const signal = interruption();
    const report = await new StepProgress(process.stderr).during("Validating", () => validate(folder, signal));
    if (signal.aborted) return INTERRUPTED;
    if (json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    else {
      process.stdout.write(fitted(renderReport(report, painter(process.stdout)), process.stdout));
      printNextSteps(...stepsAfter(report, folder));
    }
    return report.errors > 0 || (strict && report.warnings > 0) ? 1 : 0;
  },
);

function stepsAfter(
  { folder, diagnostics, errors }: Report & { readonly folder: string },
  typed: string,
): readonly Step[] {
  const [first] = diagnostics;
  const where = typed === "." ? "" : ` ${shellWord(typed)}`;
  const isProject = !existsSync(join(folder, "manifest.json"));
  const explained: readonly Step[] = first ? [[`galaxy-kit explain ${first.code}`, "explains a finding"]] : [];
  const packed: readonly Step[] = isProject ? [[`galaxy-kit pack${where}`, "packs it for users"]] : [];
  const tried: Step = [`galaxy-kit scenario${where}`, "tests how it behaves in a client"];
  return errors > 0 ? explained : [...explained, tried, ...packed];
}
