import { join, relative } from "node:path";
import { onOneLine } from "../terminal/on-one-line.js";
import type { Paint } from "../terminal/paint.js";
import type { Report, ReportedFinding } from "./report.js";

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
