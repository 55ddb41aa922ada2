import type { LogLevel } from "@galaxy-kit/sdk";

/** The levels; a line is written if its number is not above that of its log. */
export const LEVELS: Readonly<Record<LogLevel, number>> = { error: 0, warn: 1, info: 2, debug: 3 };

export function isLogLevel(value: unknown): value is LogLevel {
  return typeof value === "string" && Object.hasOwn(LEVELS, value);
}
