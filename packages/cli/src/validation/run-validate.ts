import { INTERRUPTED, interruption } from "../terminal/interruption.js";
import { painter } from "../terminal/paint.js";
import { StepProgress } from "../terminal/step-progress.js";
import { renderReport } from "./render-report.js";
import { validate } from "./validate.js";

/** What the command line can say. */
export interface ValidateCommandOptions {
  readonly strict: boolean;
  readonly json: boolean;
}

/** `galaxy-kit validate`: answers the exit code. */
export async function runValidate(folder: string, { strict, json }: ValidateCommandOptions): Promise<number> {
  const signal = interruption();
  const report = await new StepProgress(process.stderr).during("Validating", () => validate(folder, signal));
  if (signal.aborted) return INTERRUPTED;
  process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : renderReport(report, painter(process.stdout)));
  return report.errors > 0 || (strict && report.warnings > 0) ? 1 : 0;
}
