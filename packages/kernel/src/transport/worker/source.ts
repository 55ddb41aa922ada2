import { collectStartupGarbage } from "../../lifecycle/startup-garbage.js";
import { SecretIndex } from "../../logging/secret-index.js";
import { SourceLines } from "../../logging/source-lines.js";
import { ClientSocket } from "./client-socket.js";
import { Expander } from "./expander.js";
import { MainThread } from "./main-thread.js";
import { PingFilter } from "./ping-filter.js";
import { runWorker, type WorkerParts } from "./run-worker.js";
import { StackReader } from "./stack-reader.js";
import { Watchdog } from "./watchdog.js";
import { WorkerLog } from "./worker-log.js";

const parts = {
  ClientSocket,
  Expander,
  MainThread,
  PingFilter,
  SecretIndex,
  SourceLines,
  StackReader,
  Watchdog,
  WorkerLog,
  collectStartupGarbage,
} satisfies WorkerParts;

/**
 * Returns the code of the worker, made from the text of its functions. A packed integration is a single file, so there is no
 * other file for a worker to load, and loading the whole file again would take longer than the rest of the startup.
 */
export function workerSource(): string {
  const members = Object.entries(parts).map(([name, part]) => `${name}: ${String(part)}`);
  // Bundlers that keep class names call a function with this name.
  return `const __name = (target) => target;\n(${String(runWorker)})({ ${members.join(",\n")} });`;
}
