import type { Paint } from "../terminal/paint.js";
import { onOneLine } from "../terminal/text.js";

/** What a check has found. */
export interface Finding {
  /** What was looked at. */
  readonly subject: string;
  readonly severity: "ok" | "warning" | "error";
  readonly message: string;
  /** What to do about it. */
  readonly remedy?: string;
}

const colours = { ok: "green", warning: "yellow", error: "red" } as const;
const WIDEST = "warning".length;

/** Each with its remedy under it, and the sum of it at the end. */
export function renderFindings(findings: readonly Finding[], paint: Paint): string {
  const lines = findings.flatMap(({ subject, severity, message, remedy }) => {
    const word = paint(colours[severity], severity.padEnd(WIDEST));
    const line = `${word}  ${paint("bold", onOneLine(subject))}: ${onOneLine(message)}`;
    return remedy === undefined ? [line] : [line, `${" ".repeat(WIDEST)}  └ ${onOneLine(remedy)}`];
  });
  return `${[...lines, "", summary(findings)].join("\n")}\n`;
}

function summary(findings: readonly Finding[]): string {
  const count = (wanted: Finding["severity"]): number => findings.filter(({ severity }) => severity === wanted).length;
  const [errors, warnings] = [count("error"), count("warning")];
  if (errors === 0 && warnings === 0) return "Everything is in order.";
  return `${errors} ${errors === 1 ? "error" : "errors"}, ${warnings} ${warnings === 1 ? "warning" : "warnings"}`;
}
