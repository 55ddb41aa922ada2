import type { LogLevel } from "@galaxy-kit/sdk";
import type { Traced } from "./call-trace.js";
import { toLoggable } from "./loggable.js";
import type { SecretRegistry } from "./secret-registry.js";
import type { SourceLines } from "./source-lines.js";

/** The message of a log line. An author without types can pass anything as its message. */
export interface LogEntry {
  readonly level: LogLevel;
  readonly logger: string;
  readonly message: string;
  readonly fields: unknown;
  /** A number and a name from the client: nothing to mask. */
  readonly handling: Traced | undefined;
}

/** A longer line is of no use, and masking it would block everything else. */
const MAX_LINE_LENGTH = 256 * 1024;
/** What is kept of the message of a longer line. */
const KEPT_LENGTH = MAX_LINE_LENGTH / 4;

/** Returns an entry as a line of JSON, with every secret masked, and with places in the author's sources if they are known. */
export function toLine(
  { level, logger, message, fields, handling }: LogEntry,
  secrets: SecretRegistry,
  lines?: SourceLines,
): string {
  const inSources = (text: string): string => lines?.restore(text) ?? text;
  const about = { time: new Date().toISOString(), level };
  const render = (mask: (text: string) => string, withFields: boolean): string => {
    const named = {
      ...about,
      logger: toLoggable(logger, mask),
      message: toLoggable(message, mask),
      ...(handling && { handling }),
    };
    const rest = withFields ? asObject(toLoggable(fields, mask)) : { fields: "[too long]" };
    // First for the reader, and again last, so that no field can replace the line's own time, level or message.
    return JSON.stringify({ ...named, ...rest, ...named });
  };
  let length = 0;
  /** Masks no more than fits in a line: a longer one is rendered again, without its fields. */
  const maskUpToLimit = (text: string): string => {
    const found = inSources(text);
    length += found.length;
    return length > MAX_LINE_LENGTH ? "" : secrets.mask(found);
  };
  try {
    const line = render(maskUpToLimit, true);
    if (Math.max(length, line.length) <= MAX_LINE_LENGTH) return line;
    return render((text) => secrets.maskStart(inSources(text), KEPT_LENGTH), false);
  } catch {
    // Log nothing from the entry, not even the error: it could not be masked.
    return JSON.stringify({ ...about, logger: "galaxy-kit", message: "A log line could not be written" });
  }
}

/** Keeps a value that was passed instead of an object of fields. */
function asObject(fields: unknown): object {
  return typeof fields === "object" && fields !== null && !Array.isArray(fields) ? fields : { fields };
}
