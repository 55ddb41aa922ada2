import type { Logger } from "@galaxy-kit/sdk";
import type { SecretRegistry } from "../logging/secret-registry.js";
import { HandoverTransport, NO_WORKER } from "./handover-transport.js";
import { SocketTransport } from "./socket-transport.js";
import type { Transport } from "./transport.js";
import { WorkerTransport } from "./worker-transport.js";

/**
 * Which thread holds the connection: "socket" the main thread, where pings wait while the integration is busy; "worker" a
 * worker; "handover" the main thread until the first response, then a worker.
 */
const VARIABLE = "GALAXY_KIT_TRANSPORT";

interface ConnectionOptions {
  readonly log: Logger;
  readonly secrets: SecretRegistry;
  /** Shortens the watchdog's waits, for tests. */
  readonly timeScale: number;
}

/**
 * Starts what takes a while, before it is known whether there will be a connection.
 *
 * @returns a function that connects to the client, and rejects with the system's error if nothing listens on the port
 */
export function prepareConnection({
  log,
  secrets,
  timeScale,
}: ConnectionOptions): (port: number) => Promise<Transport> {
  const startWorker = (): WorkerTransport => new WorkerTransport(secrets, timeScale);
  switch (process.env[VARIABLE] ?? defaultFor(process.platform)) {
    case "socket":
      return (port) => SocketTransport.connect(port);
    case "worker": {
      const starting = started(startWorker).catch((error: unknown) => {
        log.warn(NO_WORKER, { error });
      });
      return async (port) => {
        const worker = await starting;
        return worker ? await worker.connect(port) : await SocketTransport.connect(port);
      };
    }
    default:
      return async (port) => new HandoverTransport(await SocketTransport.connect(port), startWorker, log);
  }
}

async function started(startWorker: () => WorkerTransport): Promise<WorkerTransport> {
  const worker = startWorker();
  await worker.ready;
  return worker;
}

/** Windows cannot hand a socket over, so there the worker opens it. */
function defaultFor(platform: NodeJS.Platform): string {
  return platform === "win32" ? "worker" : "handover";
}
