import type { LogLevel } from "@galaxy-kit/sdk";

/** One line of the log. */
export interface LogEntry {
  readonly time: string;
  readonly level: LogLevel;
  /** The name of the `Logger` that has written it: the plugin's class, what `named` was given, or `galaxy-kit`. */
  readonly logger: string;
  readonly message: string;
  readonly [field: string]: unknown;
}

/** What an integration has logged, in the form in which it would have been written: secrets are masked already. */
export class CapturedLog {
  /** Every line as it would stand in the file. */
  readonly lines: string[] = [];

  /** Every line, read. */
  get entries(): readonly LogEntry[] {
    return this.lines.map((line) => JSON.parse(line) as LogEntry);
  }

  /** The messages of one level. */
  messages(level: LogLevel): readonly string[] {
    return this.entries.filter((entry) => entry.level === level).map((entry) => entry.message);
  }

  /** The whole log as text, for `expect(galaxy.log.text).not.toContain(secret)`. */
  get text(): string {
    return this.lines.join("\n");
  }
}
