import type { Diagnostic } from "@galaxy-kit/protocol";
import type { CliCode } from "./codes.js";

/** A diagnostic that this tool reports. */
export type CliDiagnostic = Diagnostic<CliCode>;

type Finding = Omit<CliDiagnostic, "severity" | "code">;

export function error(code: CliCode, finding: Finding): CliDiagnostic {
  return { severity: "error", code, ...finding };
}

export function warning(code: CliCode, finding: Finding): CliDiagnostic {
  return { severity: "warning", code, ...finding };
}
