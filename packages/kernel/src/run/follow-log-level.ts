import { isPlainObject } from "@galaxy-kit/protocol";
import type { LogLevel } from "@galaxy-kit/sdk";
import { isLogLevel } from "../logging/log-level.js";
import type { Log } from "../logging/log.js";

/** Changes the level of the log while the integration runs, if a developer's tool requests it. GALAXY opens no channel for that. */
export function followLogLevel(log: Log, normal: LogLevel): void {
  if (process.channel === undefined) return;
  process.on("message", (message) => {
    if (!isPlainObject(message) || !("galaxy_kit_log_level" in message)) return;
    const { galaxy_kit_log_level: level } = message;
    log.level = isLogLevel(level) ? level : normal;
  });
  // It must not keep the process alive.
  process.channel.unref();
}
