import { join, relative } from "node:path";
import type { Paint } from "../terminal/paint.js";
import { onOneLine } from "../terminal/text.js";
import type { Finding } from "./subject/rule.js";

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

const MAX_LETTERS = 500;

/** For a person to read; the places lead there when they are clicked on. */
export function renderReport({ folder, findings, errors, warnings }: Report, paint: Paint): string {
  const lines = findings.map((finding) => renderFinding(finding, folder, paint));
  return `${[...lines, summary(errors, warnings, paint)].join("\n\n")}\n`;
}

/** In two lines, what was found and what to do. */
export function renderFinding(
  { severity, message, suggestion, rule, ...place }: ReportedFinding,
  folder: string,
  paint: Paint,
): string {
  const position = [place.line, place.column].filter((part) => part !== undefined);
  const path = relative(process.cwd(), join(folder, place.file));
  const where = [path, ...position].join(":");
  const painted = paint(severity === "error" ? "red" : "yellow", severity);
  return `${paint("cyan", where)}  ${painted}  ${shortened(message)}\n  └ ${shortened(suggestion)}  ${paint("dim", `[${rule}]`)}`;
}

/** A compiler, or a thrown error, can say anything. */
function shortened(text: string): string {
  const line = onOneLine(text);
  return line.length <= MAX_LETTERS ? line : `${line.slice(0, MAX_LETTERS - 1)}…`;
}

function summary(errors: number, warnings: number, paint: Paint): string {
  if (errors + warnings === 0) return paint("green", "Nothing was found.");
  const counts = [counted(errors, "error"), counted(warnings, "warning")].filter((text) => text !== undefined);
  return paint("bold", counts.join(", "));
}

function counted(number: number, noun: string): string | undefined {
  if (number === 0) return undefined;
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
