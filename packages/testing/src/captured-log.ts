import type { LogLevel } from "@galaxy-kit/sdk";

/** One line of the log. */
export interface LogEntry {
  readonly time: string;
  readonly level: LogLevel;
  /** The name of the `Logger`: the plugin class, the class of an API or a session, what was passed to `named()`, or `galaxy-kit`. */
  readonly logger: string;
  readonly message: string;
  readonly [field: string]: unknown;
}

/** What the integration logged. Secrets are masked, as in the real log. */
export class CapturedLog {
  /** Every line as it would be written. */
  readonly lines: string[] = [];

  /** Every line, parsed. */
  get entries(): readonly LogEntry[] {
    return this.lines.map((line) => JSON.parse(line) as LogEntry);
  }

  /** Returns the messages of one level. */
  messages(level: LogLevel): readonly string[] {
    return this.entries.filter((entry) => entry.level === level).map((entry) => entry.message);
  }

  /** The whole log as text, for `expect(galaxy.log.text).not.toContain(secret)`. */
  get text(): string {
    return this.lines.join("\n");
  }
}
