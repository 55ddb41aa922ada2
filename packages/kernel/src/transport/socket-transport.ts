import { once } from "node:events";
import { connect, type Socket } from "node:net";
import type { Transport, TransportEvents } from "./transport.js";
import type { OpenConnection } from "./worker/messages.js";

/** GALAXY listens on this computer only. */
const HOST = "127.0.0.1";

/** How long the last bytes may take; then the client will not read them any more. */
const LINGER_MS = 1000;

const READ_BYTES = 64 * 1024;
const LINE_FEED = 0x0a;

/** A connection that the main thread holds itself. */
export class SocketTransport implements Transport {
  readonly #socket: Socket;
  #events: TransportEvents | undefined;
  #isWithinLine = false;
  #isOver = false;

  private constructor(port: number) {
    this.#socket = connect({
      host: HOST,
      port,
      noDelay: true,
      // So that what was asked for before the client hung up can still be answered.
      allowHalfOpen: true,
      // Only so does pausing it stop it at once, without bytes that come later.
      onread: {
        buffer: Buffer.allocUnsafeSlow(READ_BYTES),
        callback: (length, buffer) => {
          this.#isWithinLine = buffer[length - 1] !== LINE_FEED;
          this.#events?.data(Buffer.from(buffer.subarray(0, length)));
          return true;
        },
      },
    }).pause();
  }

  /** Connects to the client; rejects with what the system says when nobody listens there. */
  static async connect(port: number): Promise<SocketTransport> {
    const transport = new SocketTransport(port);
    await once(transport.#socket, "connect");
    return transport;
  }

  get backlog(): number {
    return this.#socket.writableLength;
  }

  listen(events: TransportEvents): void {
    this.#events = events;
    const end = (error?: Error): void => {
      if (this.#isOver) return;
      this.#isOver = true;
      events.end(error);
    };
    this.#socket
      .on("end", () => {
        end();
      })
      .on("error", end)
      .on("close", () => {
        end();
      })
      .resume();
  }

  write(text: string): boolean {
    // A socket that is gone swallows what is written to it: the end has been told already.
    return !this.#socket.writable || this.#socket.write(text);
  }

  async drained(): Promise<void> {
    if (!this.#socket.writable || !this.#socket.writableNeedDrain) return;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        this.#socket.off("drain", done).off("close", done);
        resolve();
      };
      this.#socket.on("drain", done).on("close", done);
    });
  }

  async close(): Promise<void> {
    if (this.#socket.destroyed) return;
    const closed = new Promise<void>((resolve) =>
      this.#socket.once("close", () => {
        resolve();
      }),
    );
    this.#socket.end(() => this.#socket.destroy());
    const linger = setTimeout(() => this.#socket.destroy(), LINGER_MS);
    await closed;
    clearTimeout(linger);
  }

  /** Calls back at a moment at which everything that was written has left, or never will. */
  whenSent(callback: () => void): void {
    if (!this.#socket.writable || this.#socket.writableLength === 0) callback();
    else
      this.#socket.write("", () => {
        this.whenSent(callback);
      });
  }

  /**
   * Gives the connection away as it is. This has to be kept in memory from then on, as the socket would be closed together
   * with it, and must not be used before {@link takeBack}.
   *
   * @returns undefined when it has ended, or when the system knows it by no number, as on Windows
   */
  giveAway(): OpenConnection | undefined {
    const { _handle: handle } = this.#socket as { readonly _handle?: { readonly fd?: number } | null };
    const descriptor = handle?.fd ?? -1;
    if (this.#isOver || !this.#socket.writable || descriptor < 0) return undefined;
    this.#socket.pause();
    return { descriptor, isWithinLine: this.#isWithinLine };
  }

  /** Nobody else has touched the connection, and nobody will. */
  takeBack(): void {
    this.#socket.resume();
  }
}
