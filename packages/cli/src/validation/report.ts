import type { Finding } from "./finding.js";

/** A finding, and the rule that it is from. */
export interface ReportedFinding extends Finding {
  readonly rule: string;
}

/** What was found in a folder. */
export interface Report {
  /** Absolute. */
  readonly folder: string;
  /** Errors first, then by their place. */
  readonly findings: readonly ReportedFinding[];
  readonly errors: number;
  readonly warnings: number;
}

export function toReport(folder: string, found: readonly ReportedFinding[]): Report {
  const findings = found.toSorted(byWeightAndPlace);
  const errors = findings.filter(({ severity }) => severity === "error").length;
  return { folder, findings, errors, warnings: findings.length - errors };
}

function byWeightAndPlace(one: Finding, other: Finding): number {
  if (one.severity !== other.severity) return one.severity === "error" ? -1 : 1;
  if (one.file !== other.file) return one.file < other.file ? -1 : 1;
  return (one.line ?? 0) - (other.line ?? 0) || (one.column ?? 0) - (other.column ?? 0);
}
