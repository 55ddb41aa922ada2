import type { Diagnostic, Severity } from "./diagnostic.js";

/** A compiler, or a thrown error, can say anything. */
const MAX_TEXT_LENGTH = 500;

/** The part of a rendered diagnostic that a text is, so that the caller can color it. */
export type DiagnosticPart = Severity | "place" | "code";

/** Colors a part. */
export type PaintPart = (part: DiagnosticPart, text: string) => string;

/** One diagnostic in two lines, for a person to read: what was found and where, and what to do about it. */
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

/** `file:line:column`, as terminals and editors link it; undefined if the diagnostic names no file. */
function placeOf({ file, line, column }: Diagnostic): string | undefined {
  if (file === undefined) return undefined;
  return [oneLine(file), line, column].filter((part) => part !== undefined).join(":");
}

/** Text from elsewhere must neither add lines nor command the terminal. */
function oneLine(text: string): string {
  const line = text.replace(/[\s\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, " ").trim();
  return line.length <= MAX_TEXT_LENGTH ? line : `${line.slice(0, MAX_TEXT_LENGTH - 1)}…`;
}
