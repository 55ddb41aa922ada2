import type { Diagnostic, Severity } from "./diagnostic.js";

/** Texts of compilers and thrown errors can be of any length. */
const MAX_TEXT_LENGTH = 500;

/** A part of a rendered diagnostic that can have its own color. */
export type DiagnosticPart = Severity | "place" | "code";

/** Returns the text of a part in its color. */
export type PaintPart = (part: DiagnosticPart, text: string) => string;

/** Returns a diagnostic as text: a line that says what was found and where, and a line that says how to fix it. */
export function renderDiagnostic(diagnostic: Diagnostic, paint: PaintPart = (_part, text) => text): string {
  const { severity, code, subject, message, remedy } = diagnostic;
  const place = placeOf(diagnostic);
  const about = subject === undefined || subject === "" ? "" : `${oneLine(subject)}: `;
  const found = [
    ...(place === undefined ? [] : [paint("place", place)]),
    paint(severity, severity),
    `${about}${oneLine(message)}`,
  ];
  const label = paint("code", `[${code}]`);
  if (remedy === undefined) return `${found.join("  ")}  ${label}`;
  return `${found.join("  ")}\n  └ ${oneLine(remedy)}  ${label}`;
}

/** `file:line:column`, which terminals and editors turn into a link; undefined if the diagnostic names no file. */
function placeOf({ file, line, column }: Diagnostic): string | undefined {
  if (file === undefined) return undefined;
  return [oneLine(file), line, column].filter((part) => part !== undefined).join(":");
}

/** Third-party text must neither add lines nor send control sequences to the terminal. */
function oneLine(text: string): string {
  const line = text.replace(/[\s\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, " ").trim();
  return line.length <= MAX_TEXT_LENGTH ? line : `${line.slice(0, MAX_TEXT_LENGTH - 1)}…`;
}
