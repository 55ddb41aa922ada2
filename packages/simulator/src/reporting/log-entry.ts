import { isPlainObject } from "@galaxy-kit/protocol";
import { isTooDeep } from "./json-depth.js";

/** How much a line matters. */
export type LogLevel = "debug" | "info" | "warn" | "error";

/** The message that was being worked on when a line was written. */
export interface LogCause {
  /** The one of its entry in the journal. */
  readonly number: number;
  /** The line itself says so. Otherwise it is the message that was sent last, a moment before. */
  readonly certain: boolean;
}

/** A line that an integration wrote to its standard error or output. */
export interface LogEntry {
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly stream: "stderr" | "stdout";
  readonly text: string;
  /** The line's content, when it is a JSON object that is nested no deeper than whoever walks it can take. */
  readonly fields?: Readonly<Record<string, unknown>>;
  /** Absent where the line has none that is known. */
  readonly level?: LogLevel;
  /** Who has written it, if the line says so. */
  readonly logger?: string;
  /** For a person to read; with the trace of an error, if there is one. */
  readonly message: string;
  readonly cause?: LogCause;
}

/** What a line says, before it is dated. */
export type LogText = Pick<LogEntry, "text" | "fields" | "level" | "logger" | "message">;

/** Other names for the levels, as loggers of Node and Python have them. */
const levels: ReadonlyMap<unknown, LogLevel> = new Map([
  ["trace", "debug"],
  ["debug", "debug"],
  ["info", "info"],
  ["warn", "warn"],
  ["warning", "warn"],
  ["error", "error"],
  ["critical", "error"],
  ["fatal", "error"],
] as const);

/** Reads a line of a log: JSON as our own loggers write it, or any text. */
export function readLogLine(text: string): LogText {
  const fields = fieldsOf(text);
  if (!fields) return { text, message: text };
  const { level: said, logger, message } = fields;
  const level = typeof said === "string" ? levels.get(said.toLowerCase()) : undefined;
  return {
    text,
    fields,
    message: typeof message === "string" ? [message, ...traceOf(fields)].join("\n") : text,
    ...(level && { level }),
    ...(typeof logger === "string" && { logger }),
  };
}

function fieldsOf(text: string): Readonly<Record<string, unknown>> | undefined {
  if (!text.startsWith("{")) return undefined;
  try {
    const fields = JSON.parse(text) as Readonly<Record<string, unknown>>;
    return isTooDeep(fields) ? undefined : fields;
  } catch {
    return undefined;
  }
}

/** Python's loggers have it as a text, Node's inside the error. */
function traceOf({ exception, error }: Readonly<Record<string, unknown>>): string[] {
  const trace = isPlainObject(error) ? error["stack"] : exception;
  return typeof trace === "string" ? [trace] : [];
}
