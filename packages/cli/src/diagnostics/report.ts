import { join, relative } from "node:path";
import { type Diagnostic, RefusedError, renderDiagnostic } from "@galaxy-kit/protocol";
import { type Paint, paintDiagnostic } from "../terminal/paint.js";
import { listOf } from "../terminal/text.js";

/** Everything that was found. This is what `--json` prints. */
export interface Report {
  /** Absolute. The files of the diagnostics are relative to it. */
  readonly folder?: string;
  /** Errors first, then sorted by place. */
  readonly diagnostics: readonly Diagnostic[];
  readonly errors: number;
  readonly warnings: number;
}

export function toReport(diagnostics: readonly Diagnostic[], folder?: string): Report {
  const count = (wanted: string): number => diagnostics.filter(({ severity }) => severity === wanted).length;
  return {
    ...(folder !== undefined && { folder }),
    diagnostics: diagnostics.toSorted(bySeverityAndPlace),
    errors: count("error"),
    warnings: count("warning"),
  };
}

/** Returns the reasons for a refusal; undefined for any other error. */
export function reportOf(error: unknown, folder: string): Report | undefined {
  return error instanceof RefusedError ? toReport((error as RefusedError).diagnostics, folder) : undefined;
}

/** Renders a report for a person. Terminals open the places when they are clicked. */
export function renderReport(report: Report, paint: Paint): string {
  return `${[...renderDiagnostics(report, paint), summaryOf(report, paint)].join("\n\n")}\n`;
}

/** Renders each diagnostic, with paths relative to the current folder. */
export function renderDiagnostics(
  { folder = "", diagnostics }: Omit<Report, "errors" | "warnings">,
  paint: Paint,
): string[] {
  return grouped(diagnostics).map((diagnostic) => {
    const { file } = diagnostic;
    const located =
      file === undefined || folder === ""
        ? diagnostic
        : { ...diagnostic, file: relative(process.cwd(), join(folder, file)) };
    return renderDiagnostic(located, paintDiagnostic(paint));
  });
}

/** The same finding about several subjects becomes one diagnostic. */
function grouped(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const groups = new Map<string, [Diagnostic, ...Diagnostic[]]>();
  for (const each of diagnostics) {
    const { severity, code, file = "", line = 0, column = 0, message, remedy = "" } = each;
    const key = JSON.stringify([severity, code, file, line, column, message, remedy]);
    const group = groups.get(key);
    if (group) group.push(each);
    else groups.set(key, [each]);
  }
  return [...groups.values()].map(([first, ...others]) => {
    const subjects = new Set([first, ...others].flatMap(({ subject = "" }) => (subject === "" ? [] : [subject])));
    return subjects.size > 1 ? { ...first, subject: listOf([...subjects]) } : first;
  });
}

function summaryOf({ errors, warnings }: Pick<Report, "errors" | "warnings">, paint: Paint): string {
  if (errors + warnings === 0) return paint("green", "No problems found.");
  const counts = [counted(errors, "error"), counted(warnings, "warning")].filter((text) => text !== undefined);
  return paint("bold", counts.join(", "));
}

function bySeverityAndPlace(one: Diagnostic, other: Diagnostic): number {
  if (one.severity !== other.severity) return weightOf(one) - weightOf(other);
  const [file, otherFile] = [one.file ?? "", other.file ?? ""];
  if (file !== otherFile) return file < otherFile ? -1 : 1;
  return (one.line ?? 0) - (other.line ?? 0) || (one.column ?? 0) - (other.column ?? 0);
}

function weightOf({ severity }: Diagnostic): number {
  return ["error", "warning", "info"].indexOf(severity);
}

function counted(number: number, noun: string): string | undefined {
  if (number === 0) return undefined;
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
