import { inspect } from "node:util";
import { type LogFields, Logger, type LogLevel } from "@galaxy-kit/sdk";

/** Keeps lines as an ordinary logger would print them, with all fields. */
export class FakeLogger extends Logger {
  readonly lines: string[] = [];

  error = this.#at("error");
  warn = this.#at("warn");
  info = this.#at("info");
  debug = this.#at("debug");

  named(): Logger {
    return this;
  }

  #at(level: LogLevel) {
    return (message: string, fields?: LogFields): void => {
      const printed = fields ? ` ${inspect(fields, { depth: 6, showHidden: true })}` : "";
      this.lines.push(`${level}: ${message}${printed}`);
    };
  }
}
