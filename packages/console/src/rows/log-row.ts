import type { LogEntry } from "@galaxy-kit/simulator";
import type { LogRow } from "../contract/index.js";

/** Longer lines are truncated, such as a whole library on one line. In characters. */
const MAX_LINE_LENGTH = 16 * 1024;

export function logRow(entry: LogEntry, number: number): LogRow {
  if (entry.text.length <= MAX_LINE_LENGTH && entry.message.length <= MAX_LINE_LENGTH) return { number, ...entry };
  const { fields: _omitted, trace: _part, text, message, ...rest } = entry;
  return { number, ...rest, text: shorten(text), message: shorten(message) };
}

function shorten(text: string): string {
  return text.length <= MAX_LINE_LENGTH
    ? text
    : `${text.slice(0, MAX_LINE_LENGTH)}… (${text.length - MAX_LINE_LENGTH} more characters)`;
}
