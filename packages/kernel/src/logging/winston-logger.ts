import { type LogFields, Logger, type LogLevel } from "@galaxy-kit/sdk";
import winston from "winston";
import Transport from "winston-transport";
import { type CallTrace, noTrace, type TracedCall } from "./call-trace.js";
import { toLoggable } from "./loggable.js";
import type { SecretRegistry } from "./secret-registry.js";
import type { LogSink } from "./stderr-sink.js";

const LEVELS: Readonly<Record<LogLevel, number>> = { error: 0, warn: 1, info: 2, debug: 3 };
const MESSAGE = Symbol.for("message");

export function isLogLevel(value: unknown): value is LogLevel {
  return typeof value === "string" && Object.hasOwn(LEVELS, value);
}

export interface LogOptions {
  readonly level: LogLevel;
  readonly secrets: SecretRegistry;
  readonly sink: LogSink;
  /** Adds the call that a line was written for, if it is known. */
  readonly trace?: CallTrace;
}

/** Creates the log of one run: one JSON object per line, with every secret masked. */
export function createLog({ level, secrets, sink, trace = noTrace }: LogOptions): Logger {
  const logger = winston.createLogger({
    level,
    levels: { ...LEVELS },
    format: jsonLine(secrets),
    transports: [new SinkTransport(sink)],
  });
  return new WinstonLogger(logger, "galaxy-kit", trace);
}

/** A longer line is of no use, and masking it would block everything else. */
const MAX_LINE_LENGTH = 256 * 1024;
/** What is kept of the message of a longer line. */
const KEPT_LENGTH = MAX_LINE_LENGTH / 4;

function jsonLine(secrets: SecretRegistry): winston.Logform.Format {
  return winston.format((info) => {
    const about = { time: new Date().toISOString(), level: info.level };
    const handling = info["handling"] as TracedCall | undefined;
    return {
      ...info,
      [MESSAGE]: toLine(about, { logger: info["logger"], message: info.message, handling }, info["fields"], secrets),
    };
  })();
}

/** The members of a line besides its time and level. */
interface LineMembers {
  readonly logger: unknown;
  readonly message: unknown;
  /** A number and a name from the client: nothing to mask. */
  readonly handling: TracedCall | undefined;
}

function toLine(
  about: object,
  { logger, message, handling }: LineMembers,
  fields: unknown,
  secrets: SecretRegistry,
): string {
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
  try {
    const plain = render((text) => text, true);
    if (plain.length <= MAX_LINE_LENGTH) return render((text) => secrets.mask(text), true);
    return render((text) => secrets.maskStart(text, KEPT_LENGTH), false);
  } catch {
    // Log nothing from the entry, not even the error: it could not be masked.
    return JSON.stringify({ ...about, logger: "galaxy-kit", message: "A log line could not be written" });
  }
}

/** Keeps a value that was passed instead of an object of fields. */
function asObject(fields: unknown): object {
  return typeof fields === "object" && fields !== null && !Array.isArray(fields) ? fields : { fields };
}

class SinkTransport extends Transport {
  constructor(private readonly sink: LogSink) {
    super();
  }

  override log(info: { readonly [MESSAGE]: string }, next: () => void): void {
    this.sink(info[MESSAGE]);
    next();
  }
}

class WinstonLogger extends Logger {
  constructor(
    private readonly logger: winston.Logger,
    private readonly name: string,
    private readonly trace: CallTrace,
  ) {
    super();
  }

  override error(message: string, fields?: LogFields): void {
    this.#write("error", message, fields);
  }

  override warn(message: string, fields?: LogFields): void {
    this.#write("warn", message, fields);
  }

  override info(message: string, fields?: LogFields): void {
    this.#write("info", message, fields);
  }

  override debug(message: string, fields?: LogFields): void {
    this.#write("debug", message, fields);
  }

  override named(name: string): Logger {
    return new WinstonLogger(this.logger, name, this.trace);
  }

  #write(level: LogLevel, message: string, fields: LogFields = {}): void {
    this.logger.log({ level, message, logger: this.name, fields, handling: this.trace.current() });
  }
}
