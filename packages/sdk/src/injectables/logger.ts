/** From the most to the least severe. */
export type LogLevel = "error" | "warn" | "info" | "debug";

/** Details that are logged next to a message. */
export type LogFields = Readonly<Record<string, unknown>>;

/**
 * Writes log lines to stderr: one JSON object per line. Inject it:
 *
 * ```ts
 * constructor(private readonly log: Logger) {}
 * ```
 *
 * Credentials, cookies and tokens exchanged with the client are masked wherever they occur in a line. Whatever is printed to
 * stdout or stderr, with `console` or without, becomes a log line, too. Lines below the level
 * of `@GalaxyPlugin({ logLevel })` (`info` by default) are not written; the environment variable `GALAXY_KIT_LOG_LEVEL`
 * overrides that level.
 */
export abstract class Logger {
  /** Something failed that should not have, and needs attention. */
  abstract error(message: string, fields?: LogFields): void;
  /** Something is wrong, but the integration can continue. */
  abstract warn(message: string, fields?: LogFields): void;
  /** Something happened that shows how the integration is doing. */
  abstract info(message: string, fields?: LogFields): void;
  /** Something that helps to find the cause of a problem. Not written by default. */
  abstract debug(message: string, fields?: LogFields): void;

  /** Returns a logger whose lines carry another name. The injected logger has the name of the plugin class. */
  abstract named(name: string): Logger;
}
