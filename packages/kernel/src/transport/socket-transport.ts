import { once } from "node:events";
import { connect, type Socket } from "node:net";
import type { Transport, TransportEvents } from "./transport.js";

/** GALAXY listens on this computer only. */
const HOST = "127.0.0.1";

/** How long the last bytes may take; then the client will not read them any more. */
const LINGER_MILLISECONDS = 1000;

/** Connects to the client; rejects with what the system says when nobody listens there. */
export async function connectToClient(port: number): Promise<Transport> {
  // Half open, so that what was asked for before the client hung up can still be answered.
  const socket = connect({ host: HOST, port, noDelay: true, allowHalfOpen: true });
  await once(socket, "connect");
  return new SocketTransport(socket);
}

class SocketTransport implements Transport {
  constructor(private readonly socket: Socket) {}

  listen(events: TransportEvents): void {
    let over = false;
    const end = (error?: Error): void => {
      if (over) return;
      over = true;
      events.end(error);
    };
    this.socket
      .on("data", (chunk) => {
        events.data(chunk);
      })
      .on("end", () => {
        end();
      })
      .on("error", end)
      .on("close", () => {
        end();
      });
  }

  write(text: string): boolean {
    // A socket that is gone swallows what is written to it: the end has been told already.
    return !this.socket.writable || this.socket.write(text);
  }

  async drained(): Promise<void> {
    if (!this.socket.writable || !this.socket.writableNeedDrain) return;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        this.socket.off("drain", done).off("close", done);
        resolve();
      };
      this.socket.on("drain", done).on("close", done);
    });
  }

  async close(): Promise<void> {
    if (this.socket.destroyed) return;
    const closed = new Promise<void>((resolve) => this.socket.once("close", () => { resolve(); }));
    this.socket.end(() => this.socket.destroy());
    const linger = setTimeout(() => this.socket.destroy(), LINGER_MILLISECONDS);
    await closed;
    clearTimeout(linger);
  }
}
