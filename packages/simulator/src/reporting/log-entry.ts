import { isPlainObject, isTooDeep } from "@galaxy-kit/protocol";

/** The level of a log line. */
export type LogLevel = "debug" | "info" | "warn" | "error";

/** What a line was written for. */
export type LogCause = MessageCause | JobCause;

/** The message that was being handled when a line was written. */
interface MessageCause {
  /** The number of its entry in the journal. */
  readonly number: number;
  /** Whether the line itself names it. Otherwise it is the last message that was sent shortly before. */
  readonly certain: boolean;
}

/** Work that no message has started. */
interface JobCause {
  /** Such as `Shop.sweep (@Every())`. */
  readonly job: string;
}

/** A line that an integration wrote to its standard error or output. */
export interface LogEntry {
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly stream: "stderr" | "stdout";
  readonly text: string;
  /** The content of the line if it is a JSON object that is not nested too deeply. */
  readonly fields?: Readonly<Record<string, unknown>>;
  /** Absent if the line has no known level. */
  readonly level?: LogLevel;
  /** The name of the logger, if the line has one. */
  readonly logger?: string;
  /** For people; ends with the {@link trace}, if there is one. */
  readonly message: string;
  /** The stack trace of an error, and those of its causes. */
  readonly trace?: string;
  readonly cause?: LogCause;
}

/** The content of a line, without time and cause. */
export type LogText = Pick<LogEntry, "text" | "fields" | "level" | "logger" | "message" | "trace">;

/** The names that loggers of Node and Python use for the levels. */
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

/** Reads a log line: JSON as the loggers of this framework write it, or any text. */
export function readLogLine(text: string): LogText {
  const fields = fieldsOf(text);
  if (!fields) return { text, message: text };
  const { level: name, logger, message } = fields;
  const level = typeof name === "string" ? levels.get(name.toLowerCase()) : undefined;
  const trace = traceOf(fields);
  return {
    text,
    fields,
    message: typeof message !== "string" ? text : trace === undefined ? message : `${message}\n${trace}`,
    ...(trace !== undefined && { trace }),
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

/** Python loggers write the trace as a string, Node loggers as part of the error. */
function traceOf({ exception, error }: Readonly<Record<string, unknown>>): string | undefined {
  if (!isPlainObject(error)) return typeof exception === "string" ? exception : undefined;
  const stacks = [...stacksOf(error)];
  return stacks.length === 0 ? undefined : stacks.join("\nCaused by: ");
}

/** The stack of an error, those of its causes, and those of the errors that an `AggregateError` has. */
function* stacksOf(error: Readonly<Record<string, unknown>>): Iterable<string> {
  const { stack, cause, errors } = error;
  if (typeof stack === "string") yield stack;
  for (const inner of [cause, ...(Array.isArray(errors) ? (errors as unknown[]) : [])])
    if (isPlainObject(inner)) yield* stacksOf(inner);
}
