import type { Logger } from "@galaxy-kit/sdk";
import type { SocketTransport } from "./socket-transport.js";
import type { Transport, TransportEvents } from "./transport.js";
import type { OpenConnection } from "./worker/messages.js";
import type { WorkerTransport } from "./worker-transport.js";

/** Said when the main thread has to do without one. */
export const NO_WORKER = "No worker could be started for the connection: pings wait for whatever the integration does";

/**
 * Answers the first call from the main thread, which is sooner, and leaves the connection to a worker then. What comes while
 * that starts waits for it, so that from the first answer on nothing that the integration does can keep a ping waiting.
 */
export class HandoverTransport implements Transport {
  #current: Transport;
  #events: TransportEvents | undefined;
  #hasSpoken = false;
  /** What a worker was given that may not even start. */
  #unconfirmed: string[] | undefined;

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

  write(text: string): boolean {
    if (!this.#hasSpoken) {
      this.#hasSpoken = true;
      setImmediate(() => {
        this.socket.whenSent(() => {
          const connection = this.socket.giveAway();
          if (connection && this.#events) void this.#handOver(connection, this.#events);
        });
      });
    }
    this.#unconfirmed?.push(text);
    return this.#current.write(text);
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
      this.log.debug("A worker holds the connection from now on");
    } catch (error) {
      this.log.warn(NO_WORKER, { error });
      this.#current = this.socket;
      this.socket.takeBack();
      for (const text of this.#unconfirmed) this.socket.write(text);
    } finally {
      this.#unconfirmed = undefined;
    }
  }
}
