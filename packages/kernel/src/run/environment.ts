import type { LogLevel } from "@galaxy-kit/sdk";
import { isLogLevel } from "../logging/log-level.js";

/** Overrides the level of `@GalaxyPlugin()`. */
const LOG_LEVEL = "GALAXY_KIT_LOG_LEVEL";

/** With "1", log lines name the call of the client that they were written for. */
const LOG_CAUSE = "GALAXY_KIT_LOG_CAUSE";

/** With "1", the states of sources, schedules, connections and other parts are written to the log, for the tools of a developer. */
const STATE = "GALAXY_KIT_STATE";

/**
 * Shortens waits that are measured in real time, such as the watchdog's, for tests: with "0.2", a wait of 2 s takes 400 ms.
 * Waits that are measured with the injected clock stay as they are.
 */
const TIME_SCALE = "GALAXY_KIT_TIME_SCALE";

/** Which variant of the integration runs; the bundle of a packed variant sets it. */
const VARIANT = "GALAXY_KIT_VARIANT";

export function variantFromEnvironment(): string | undefined {
  return process.env[VARIANT] || undefined;
}

export function logLevelFromEnvironment(): LogLevel | undefined {
  const level = process.env[LOG_LEVEL];
  return isLogLevel(level) ? level : undefined;
}

export function isLogCauseWanted(): boolean {
  return process.env[LOG_CAUSE] === "1";
}

export function isStateWanted(): boolean {
  return process.env[STATE] === "1";
}

export function timeScale(): number {
  const scale = Number(process.env[TIME_SCALE] ?? 1);
  return scale > 0 && scale < Infinity ? scale : 1;
}
