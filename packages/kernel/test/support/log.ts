import type { LogFields, LogLevel } from "@galaxy-kit/sdk";
import { CapturedLog, type LogEntry } from "@galaxy-kit/testing";
import { createLog, SecretRegistry } from "../../src/internal.js";

/** A log with its lines, and the secrets that it masks. */
export function startLog(level: LogLevel = "debug") {
  const captured = new CapturedLog();
  const secrets = new SecretRegistry();
  const log = createLog({ level, secrets, sink: (line) => captured.lines.push(line) });
  return { log, captured, secrets };
}

/** How fields stand in a line. */
export function written(fields: LogFields, secret?: unknown): LogEntry | undefined {
  const { log, captured, secrets } = startLog();
  secrets.add(secret);
  log.info("message", fields);
  return captured.entries[0];
}
