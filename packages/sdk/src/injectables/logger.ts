/** From the most to the least urgent. */
export type LogLevel = "error" | "warn" | "info" | "debug";

/** More about a log line, written beside its message. */
export type LogFields = Readonly<Record<string, unknown>>;

/**
 * Writes log lines: one JSON object a line, to stderr. Inject it:
 *
 * ```ts
 * constructor(private readonly log: Logger) {}
 * ```
 *
 * Credentials, cookies and tokens that have passed through GALAXY are masked wherever their value appears in a line.
 * Lines below the level of `@GalaxyPlugin({ logLevel })` (`info` when it is left out) are not written; the environment
 * variable `GALAXY_KIT_LOG_LEVEL` overrides it.
 */
export abstract class Logger {
  /** Something failed that should not have; somebody has to look at it. */
  abstract error(message: string, fields?: LogFields): void;
  /** Something is not as it should be, and the integration goes on. */
  abstract warn(message: string, fields?: LogFields): void;
  /** Something happened that tells how the integration is doing. */
  abstract info(message: string, fields?: LogFields): void;
  /** Something that helps to find out why; not written by default. */
  abstract debug(message: string, fields?: LogFields): void;

  /** A logger whose lines carry another name; the injected one has that of the plugin's class. */
  abstract named(name: string): Logger;
}
