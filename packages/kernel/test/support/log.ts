import type { LogFields, LogLevel } from "@galaxy-kit/sdk";
import { CapturedLog, type LogEntry } from "@galaxy-kit/testing";
import { createLog, SecretRegistry } from "../../src/internal.js";

/** Creates a log and returns it with its captured lines and the secrets it masks. */
export function startLog(level: LogLevel = "debug") {
  const captured = new CapturedLog();
  const secrets = new SecretRegistry();
  const log = createLog({ level, secrets, sink: (line) => captured.lines.push(line) });
  return { log, captured, secrets };
}

/** Returns the entry that is logged for these fields. */
export function written(fields: LogFields, secret?: unknown): LogEntry | undefined {
  const { log, captured, secrets } = startLog();
  secrets.add(secret);
  log.info("message", fields);
  return captured.entries[0];
}
