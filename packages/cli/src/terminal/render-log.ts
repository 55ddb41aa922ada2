import type { LogEntry } from "@galaxy-kit/simulator";
import type { Paint } from "./paint.js";
import { onOneLine, printableLine } from "./text.js";

/** Renders a line of the integration's log. Returns undefined for a line that is not shown. */
export function renderLog(
  entry: LogEntry,
  { verbose }: { readonly verbose: boolean },
  paint: Paint,
): string | undefined {
  const { text, fields, level, logger } = entry;
  if (fields === undefined || level === undefined) return onOneLine(text);
  const isUrgent = level === "error" || level === "warn";
  if (!isUrgent && !verbose) return undefined;
  // The message already contains the diagnostics as text.
  const {
    level: _level,
    message = "",
    time: _time,
    logger: _logger,
    diagnostics: _diagnostics,
    exception,
    ...more
  } = fields;
  const body = typeof message === "string" ? message : renderField(message);
  const details = Object.entries(more)
    .map(([name, value]) => ` ${name}=${renderField(value)}`)
    .join("");
  const trace = typeof exception === "string" ? `\n${exception}` : "";
  const line = `${level.padEnd(5)} ${verbose && logger !== undefined ? `${logger}: ` : ""}${body}${details}${trace}`;
  const printed = line.split("\n").map(printableLine).join("\n      ");
  return paint(level === "error" ? "red" : level === "warn" ? "yellow" : "dim", printed);
}

/** Renders only the message of an error, so that the line stays short. */
function renderField(value: unknown): string {
  const isError = typeof value === "object" && value !== null && "message" in value && "stack" in value;
  return JSON.stringify(isError ? value.message : value);
}
