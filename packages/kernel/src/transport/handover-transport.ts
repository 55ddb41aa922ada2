import type { Logger } from "@galaxy-kit/sdk";
import type { SocketTransport } from "./socket-transport.js";
import type { WireText, Transport, TransportEvents } from "./transport.js";
import type { WorkerTransport } from "./worker-transport.js";
import type { OpenConnection } from "./worker/messages.js";

/** Logged if the main thread has to keep the connection. */
export const NO_WORKER = "No worker could be started for the connection: pings wait while the integration is busy";

/**
 * Sends the first response from the main thread, which is faster, and then hands the connection over to a worker. Messages
 * that arrive while the worker starts wait for it, so after the first response a busy integration never delays a ping.
 */
export class HandoverTransport implements Transport {
  #current: Transport;
  #events: TransportEvents | undefined;
  #hasWritten = false;
  /** What was written to a worker that may fail to start. */
  #unconfirmed: (readonly WireText[])[] | undefined;

  constructor(
    private readonly socket: SocketTransport,
    private readonly startWorker: () => WorkerTransport,
    private readonly log: Logger,
  ) {
    this.#current = socket;
  }

  get backlog(): number {
    return this.#current.backlog;
  }

  listen(events: TransportEvents): void {
    this.#events = events;
    this.socket.listen(events);
  }

  write(texts: readonly WireText[]): boolean {
    if (!this.#hasWritten) {
      this.#hasWritten = true;
      setImmediate(() => {
        this.socket.whenSent(() => {
          const connection = this.socket.release();
          if (connection && this.#events) void this.#handOver(connection, this.#events);
        });
      });
    }
    this.#unconfirmed?.push(texts);
    return this.#current.write(texts);
  }

  drained(): Promise<void> {
    return this.#current.drained();
  }

  async close(): Promise<void> {
    const current = this.#current;
    await current.close();
    if (current !== this.#current) await this.#current.close();
  }

  async #handOver(connection: OpenConnection, events: TransportEvents): Promise<void> {
    this.#unconfirmed = [];
    try {
      const worker = this.startWorker();
      worker.adopt(connection);
      worker.listen(events);
      this.#current = worker;
      await worker.ready;
      this.log.debug("A worker now holds the connection");
    } catch (error) {
      this.log.warn(NO_WORKER, { error });
      this.#current = this.socket;
      this.socket.reclaim();
      for (const texts of this.#unconfirmed) this.socket.write(texts);
    } finally {
      this.#unconfirmed = undefined;
    }
  }
}
