import type { CliDiagnostic } from "../diagnostics/diagnostic.js";

/** A check that found no problem. */
export function ok(subject: string, message: string): CliDiagnostic {
  return { severity: "info", code: "ok", subject, message };
}
