import type { Diagnostic, Place, Severity } from "@galaxy-kit/protocol";
import type { CliCode } from "./codes.js";

/** A diagnostic that this tool reports. */
export type CliDiagnostic = Diagnostic<CliCode>;

/** The content of a diagnostic, apart from its place. */
interface Finding {
  readonly subject?: string | undefined;
  readonly message: string;
  readonly remedy?: string;
}

export function error(code: CliCode, place: Place, finding: Finding): CliDiagnostic {
  return diagnostic("error", code, place, finding);
}

export function warning(code: CliCode, place: Place, finding: Finding): CliDiagnostic {
  return diagnostic("warning", code, place, finding);
}

function diagnostic(
  severity: Severity,
  code: CliCode,
  { file, line, column }: Place,
  { subject, ...finding }: Finding,
): CliDiagnostic {
  return {
    ...{ severity, code },
    ...(subject !== undefined && { subject }),
    ...(file !== undefined && { file }),
    ...(line !== undefined && { line }),
    ...(column !== undefined && { column }),
    ...finding,
  };
}
