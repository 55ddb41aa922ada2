import { sep } from "node:path";
import type { LogEntry } from "@galaxy-kit/simulator";
import type { Paint } from "./paint.js";
import { onOneLine, printableLine } from "./text.js";

type Fields = Readonly<Record<string, unknown>>;

const INDENT = "\n      ";
/** Calls of Node, of packages, and of the framework in a clone of it. */
const FOREIGN =
  /[( ]node:|<anonymous>\)|[\\/]node_modules[\\/]|[\\/]packages[\\/](?:http|kernel|local|login|sdk|settings|state)[\\/](?:dist|src)[\\/]/;
/** Enough to find the line in the author's code. */
const MAX_CALLS = 3;

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
  const from = verbose && logger !== undefined ? `${logger}: ` : "";
  const printed = [`${level.padEnd(5)} ${from}${sentenceOf(fields)}`, ...linesBelow(fields)]
    .flatMap((part) => part.split("\n"))
    .map(printableLine)
    .join(INDENT);
  return paint(level === "error" ? "red" : level === "warn" ? "yellow" : "dim", printed);
}

/** The message, and what it does not say already. */
function sentenceOf(fields: Fields): string {
  const { level: _level, time: _time, logger: _logger, message = "", error, exception: _exception, ...others } = fields;
  // The message contains the diagnostics as text, and the problem of a call names its message.
  const { diagnostics: _diagnostics, handling: _handling, ...more } = others;
  const body = typeof message === "string" ? message : renderField(message);
  const reason = error === undefined ? "" : typeof error === "string" ? error : renderError(error);
  const details = Object.entries(more)
    .filter(([name]) => !isShownBelow(name, fields))
    .map(([name, value]) => ` ${name}=${renderField(value)}`);
  return body + (reason === "" || body.includes(reason) ? "" : `: ${reason}`) + details.join("");
}

/** The fields that the framework adds to a message about a method, as lines below it. */
function linesBelow(fields: Fields): readonly string[] {
  const { message, place, error, exception, ids, remedy } = fields;
  const sentence = typeof message === "string" ? message : "";
  const lines: string[] = [];
  if (isShownBelow("ids", fields)) {
    const names = (ids as unknown[]).map((id) => JSON.stringify(id));
    const isCut = isShownBelow("count", fields);
    if (isCut || !names.every((name) => sentence.includes(name)))
      lines.push(`for ${names.join(", ")}${isCut ? ", …" : ""}`);
  }
  // A warning is about a failure that the author has foreseen.
  const calls = callsOf(error, fields["level"] === "warn" ? 1 : MAX_CALLS);
  if (calls.length > 0) lines.push(...calls);
  else if (isShownBelow("place", fields) && /:\d+\)$/.test(place as string)) lines.push(`at ${place as string}`);
  if (typeof exception === "string") lines.push(withoutForeignCalls(exception));
  if (isShownBelow("remedy", fields)) lines.push(`└ ${remedy as string}`);
  return lines;
}

/** An author's own fields may have the same names. */
function isShownBelow(name: string, { message, place, ids, count, remedy }: Fields): boolean {
  switch (name) {
    case "ids":
      return Array.isArray(ids);
    case "count":
      return Array.isArray(ids) && typeof count === "number" && count > ids.length;
    case "place":
      return (
        typeof place === "string" && typeof message === "string" && message.startsWith(place.replace(/ \(.*$/, ""))
      );
    case "remedy":
      return typeof remedy === "string";
    default:
      return false;
  }
}

/** A packed integration logs the stack of an error as a text. That of Python has no calls like these. */
function withoutForeignCalls(trace: string): string {
  return trace
    .split("\n")
    .filter((line) => !/^ *at /.test(line) || !FOREIGN.test(line))
    .join("\n");
}

/** Returns the innermost calls in the author's code, from the stack of an error. Paths in the current folder are short. */
function callsOf(error: unknown, limit: number): readonly string[] {
  const stack: unknown = typeof error === "object" && error !== null && "stack" in error ? error.stack : undefined;
  if (typeof stack !== "string") return [];
  return stack
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line.startsWith("at ") && !FOREIGN.test(line))
    .slice(0, limit)
    .map((line) => line.replace(`${process.cwd()}${sep}`, ""));
}

/** Renders only the message of an error, so that the line stays short. */
function renderField(value: unknown): string {
  return isError(value) ? JSON.stringify(value.message) : JSON.stringify(value);
}

function renderError(value: unknown): string {
  return isError(value) && typeof value.message === "string" ? value.message : renderField(value);
}

function isError(value: unknown): value is { readonly message: unknown } {
  return typeof value === "object" && value !== null && "message" in value && "stack" in value;
}
