import { maskAll } from "../../logging/mask-all.js";
import { ClientSocket } from "./client-socket.js";
import { MainThread } from "./main-thread.js";
import { PingFilter } from "./ping-filter.js";
import { runWorker, type WorkerParts } from "./run-worker.js";
import { StackReader } from "./stack-reader.js";
import { Watchdog } from "./watchdog.js";
import { WorkerLog } from "./worker-log.js";

const parts = {
  ClientSocket,
  MainThread,
  PingFilter,
  StackReader,
  Watchdog,
  WorkerLog,
  maskAll,
} satisfies WorkerParts;

/**
 * The code of the worker, made from the functions themselves: a packed integration is one file, which has no other beside
 * it that a worker could load, and loading it as a whole once more would take longer than all the rest of its start.
 */
export function workerSource(): string {
  const members = Object.entries(parts).map(([name, part]) => `${name}: ${String(part)}`);
  // Bundlers that keep the names of classes call a function of this name in them.
  return `const __name = (target) => target;\n(${String(runWorker)})({ ${members.join(",\n")} });`;
}
