import type { Logger } from "@galaxy-kit/sdk";
import type { SecretRegistry } from "../logging/secret-registry.js";
import { HandoverTransport, NO_WORKER } from "./handover-transport.js";
import { SocketTransport } from "./socket-transport.js";
import type { Transport } from "./transport.js";
import { WorkerTransport } from "./worker-transport.js";

/**
 * Who holds the connection: "socket" the main thread, where pings wait for whatever the integration does, "worker" a worker,
 * "handover" one after the other.
 */
const VARIABLE = "GALAXY_KIT_TRANSPORT";

interface ConnectionOptions {
  readonly log: Logger;
  readonly secrets: SecretRegistry;
  /** Shortens the watchdog's waits, for tests. */
  readonly timeScale: number;
}

/**
 * Begins what takes a while of itself, before it is known whether there will be a connection.
 *
 * @returns connects to the client; rejects with what the system says when nobody listens there
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

/** Where a socket cannot be handed over, the worker has it from the start. */
function defaultFor(platform: NodeJS.Platform): string {
  return platform === "win32" ? "worker" : "handover";
}
