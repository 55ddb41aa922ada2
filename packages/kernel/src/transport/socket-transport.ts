import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { expanderSettings, FrameWriter } from "./frames.js";
import { areShort } from "./shared-texts.js";
import type { WireText, Transport, TransportEvents } from "./transport.js";
import { Expander } from "./worker/expander.js";
import type { OpenConnection } from "./worker/messages.js";

/** GALAXY listens on the local computer only. */
const HOST = "127.0.0.1";

/** How long to wait for the last bytes to be sent. After that, the client will not read them. */
const LINGER_MS = 1000;

const READ_BYTES = 64 * 1024;
/** As much as a line writer writes at once, and more. */
const FRAME_BYTES = 320 * 1024;
const LINE_FEED = 0x0a;

/** A connection that the main thread holds. */
export class SocketTransport implements Transport {
  readonly #socket: Socket;
  #events: TransportEvents | undefined;
  /** Made for the first text with a template: usually, a worker sends all of them. */
  #frames: FrameWriter | undefined;
  #expander: Expander | undefined;
  #isWithinLine = false;
  #isOver = false;

  private constructor(port: number) {
    this.#socket = connect({
      host: HOST,
      port,
      noDelay: true,
      // Requests that came before the client hung up can still be answered.
      allowHalfOpen: true,
      // Only with this option does pausing take effect immediately, without more bytes.
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

  /** Connects to the client. Rejects with the system's error if nothing listens on the port. */
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

  write(texts: readonly WireText[]): boolean {
    // A closed socket ignores what is written to it: its end has already been reported.
    if (!this.#socket.writable) return true;
    const isComplete = texts.every((text) => typeof text === "string");
    const frames = isComplete || areShort(texts) ? undefined : this.#framesOf(texts);
    if (!frames) return this.#socket.write(texts.join(""));
    let hasRoom = true;
    this.#expander?.expand(
      frames,
      (bytes, sent) => (hasRoom = this.#socket.write(bytes, sent)),
      () => undefined,
    );
    return hasRoom;
  }

  /** Returns undefined if there is too much for the memory. */
  #framesOf(texts: readonly WireText[]): Uint8Array | undefined {
    const expander = (this.#expander ??= new Expander(expanderSettings));
    this.#frames ??= new FrameWriter((number, program) => {
      expander.define(number, program);
    });
    const memory = Buffer.allocUnsafeSlow(FRAME_BYTES);
    const length = this.#frames.write(texts, memory);
    return length === undefined ? undefined : memory.subarray(0, length);
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

  /** Calls back when everything that was written has left, or never will. */
  whenSent(callback: () => void): void {
    if (!this.#socket.writable || this.#socket.writableLength === 0) callback();
    else
      this.#socket.write("", () => {
        this.whenSent(callback);
      });
  }

  /**
   * Releases the connection to another thread. This object must stay in memory, because the socket is closed together with
   * it, and must not be used before {@link reclaim}.
   *
   * @returns undefined if the connection has ended, or if the system has no descriptor for it, as on Windows
   */
  release(): OpenConnection | undefined {
    const { _handle: handle } = this.#socket as { readonly _handle?: { readonly fd?: number } | null };
    const descriptor = handle?.fd ?? -1;
    if (this.#isOver || !this.#socket.writable || descriptor < 0) return undefined;
    this.#socket.pause();
    return { descriptor, isWithinLine: this.#isWithinLine };
  }

  /** Takes the connection back. The other thread must not have used it. */
  reclaim(): void {
    this.#socket.resume();
  }
}
