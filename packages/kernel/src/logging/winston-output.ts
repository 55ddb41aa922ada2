import type { LogLevel } from "@galaxy-kit/sdk";
import Transport from "winston-transport";
// Not "winston" itself, which brings its transports for files and HTTP along.
import createLogger from "winston/lib/winston/create-logger.js";
import { LEVELS } from "./log-level.js";
import type { LogEntry } from "./log-line.js";
import type { LogSink } from "./stderr-sink.js";

const LOWEST: LogLevel = "debug";
const MESSAGE = Symbol.for("message");

/** Returns a function that writes an entry through winston at any level. */
export function winstonOutput(toLine: (entry: LogEntry) => string, sink: LogSink): (entry: LogEntry) => void {
  const logger = createLogger({
    level: LOWEST,
    levels: { ...LEVELS },
    format: { transform: (entry) => ({ ...entry, [MESSAGE]: toLine(entry as unknown as LogEntry) }) },
    transports: [new SinkTransport(sink)],
  });
  return (entry) => {
    logger.log({ ...entry });
  };
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
