import { type LogFields, Logger, type LogLevel } from "@galaxy-kit/sdk";
import { type CallTrace, noTrace } from "./call-trace.js";
import { LEVELS } from "./log-level.js";
import { type LogEntry, toLine } from "./log-line.js";
import type { SecretRegistry } from "./secret-registry.js";
import type { SourceLines } from "./source-lines.js";
import type { LogSink } from "./stderr-sink.js";

export interface LogOptions {
  readonly level: LogLevel;
  readonly secrets: SecretRegistry;
  readonly sink: LogSink;
  /** Where the code of a packed integration comes from. */
  readonly lines?: SourceLines;
  /** Adds the call that a line was written for, if it is known. */
  readonly trace?: CallTrace;
}

/** The log of one run. */
export interface Log extends Logger {
  /** The lines of this level and of those above it are written. */
  level: LogLevel;
  /**
   * Loads winston, which writes the lines from then on. Before that, the log writes the same lines by itself: loading winston takes
   * as long as everything else that happens before the first response.
   */
  loadWinston(): Promise<void>;
}

/** Creates the log of one run: one JSON object per line, with every secret masked. */
export function createLog(options: LogOptions): Log {
  return new RunLog(new LogOutput(options), "galaxy-kit", options.trace ?? noTrace);
}

/** Where the lines of all loggers of a run go. */
class LogOutput {
  level: LogLevel;
  readonly #toLine: (entry: LogEntry) => string;
  #write: (entry: LogEntry) => void;

  constructor(private readonly options: LogOptions) {
    this.level = options.level;
    this.#toLine = (entry) => toLine(entry, options.secrets, options.lines);
    this.#write = (entry) => {
      options.sink(this.#toLine(entry));
    };
  }

  async loadWinston(): Promise<void> {
    const { winstonOutput } = await import("./winston-output.js");
    this.#write = winstonOutput(this.#toLine, this.options.sink);
  }

  write(entry: LogEntry): void {
    if (LEVELS[entry.level] <= LEVELS[this.level]) this.#write(entry);
  }
}

class RunLog extends Logger implements Log {
  constructor(
    private readonly output: LogOutput,
    private readonly name: string,
    private readonly trace: CallTrace,
  ) {
    super();
  }

  get level(): LogLevel {
    return this.output.level;
  }

  set level(level: LogLevel) {
    this.output.level = level;
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
    return new RunLog(this.output, name, this.trace);
  }

  loadWinston(): Promise<void> {
    return this.output.loadWinston();
  }

  #write(level: LogLevel, message: string, fields: LogFields = {}): void {
    this.output.write({ level, message, logger: this.name, fields, handling: this.trace.current() });
  }
}
