import type { LogEntry } from "@galaxy-kit/simulator";
import type { LogRow } from "../contract/index.js";

/** The longest line that is shown as it is; a library that was printed on one line is not. In characters. */
const LONGEST = 16 * 1024;

export function logRow(entry: LogEntry, number: number): LogRow {
  if (entry.text.length <= LONGEST && entry.message.length <= LONGEST) return { number, ...entry };
  const { fields: _tooMany, text, message, ...rest } = entry;
  return { number, ...rest, text: shorten(text), message: shorten(message) };
}

function shorten(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}… (${text.length - LONGEST} more characters)`;
}
