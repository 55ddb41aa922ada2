import type { LogEntry } from "@galaxy-kit/simulator";
import type { Paint } from "./paint.js";
import { onOneLine, printableLine } from "./text.js";

/** One line of the integration's log, or nothing for one that is not urgent enough. */
export function renderLog(
  entry: LogEntry,
  { verbose }: { readonly verbose: boolean },
  paint: Paint,
): string | undefined {
  const { text, fields, level, logger } = entry;
  if (fields === undefined || level === undefined) return onOneLine(text);
  const isUrgent = level === "error" || level === "warn";
  if (!isUrgent && !verbose) return undefined;
  // The message shows the diagnostics already; as objects they are for tools.
  const {
    level: _level,
    message = "",
    time: _time,
    logger: _logger,
    diagnostics: _diagnostics,
    exception,
    ...more
  } = fields;
  const said = typeof message === "string" ? message : renderField(message);
  const details = Object.entries(more)
    .map(([name, value]) => ` ${name}=${renderField(value)}`)
    .join("");
  const trace = typeof exception === "string" ? `\n${exception}` : "";
  const line = `${level.padEnd(5)} ${verbose && logger !== undefined ? `${logger}: ` : ""}${said}${details}${trace}`;
  const printed = line.split("\n").map(printableLine).join("\n      ");
  return paint(level === "error" ? "red" : level === "warn" ? "yellow" : "dim", printed);
}

/** Of an error, its message is enough for one line. */
function renderField(value: unknown): string {
  const isError = typeof value === "object" && value !== null && "message" in value && "stack" in value;
  return JSON.stringify(isError ? value.message : value);
}
