import type { Socket } from "node:net";
import type { SystemError } from "./messages.js";

/** The events of a client socket. */
export interface ClientSocketEvents {
  connected(): void;
  unreachable(error: SystemError): void;
  /** The chunk is valid only during the call. */
  data(chunk: Uint8Array): void;
  /** The other side has hung up, or the connection broke. Called once. */
  end(error?: string): void;
  closed(): void;
}

/** The socket in the worker. */
export class ClientSocket {
  /** How long to wait for the last bytes to be sent. After that, the client will not read them. */
  readonly #lingerMs = 1000;
  readonly #readBytes = 64 * 1024;
  readonly #net = process.getBuiltinModule("node:net");
  readonly #socket: Socket;
  #lastError: string | undefined;
  #isOver = false;
  /** One buffer for everything that arrives. Only with this option does pausing take effect immediately. */
  readonly #onread = {
    buffer: Buffer.allocUnsafeSlow(this.#readBytes),
    callback: (length: number, buffer: Uint8Array): boolean => {
      this.events.data(buffer.subarray(0, length));
      return true;
    },
  };

  /** @param source - the port to connect to, or an existing connection */
  constructor(
    source: { readonly port: number } | { readonly descriptor: number },
    private readonly events: ClientSocketEvents,
  ) {
    this.#socket = "port" in source ? this.#connect(source.port) : this.#open(source.descriptor);
    // Keeps an early end until there is a listener.
    this.#socket.pause();
  }

  listen(): void {
    this.#socket
      .on("end", () => {
        this.#end();
      })
      .on("close", () => {
        this.#end();
      })
      .resume();
    if (this.#socket.destroyed) this.#end();
  }

  /** Calls back when the bytes have left, or never will. */
  write(bytes: Uint8Array, done: () => void): void {
    // A closed socket ignores what is written to it: its end has already been reported.
    if (this.#socket.writable) this.#socket.write(bytes, done);
    else done();
  }

  /** Stops reading, or continues. */
  hold(isHeld: boolean): void {
    if (isHeld) this.#socket.pause();
    else if (this.#socket.isPaused()) this.#socket.resume();
  }

  close(): void {
    if (this.#socket.destroyed) {
      this.events.closed();
      return;
    }
    const lingerTimer = setTimeout(() => this.#socket.destroy(), this.#lingerMs);
    this.#socket.once("close", () => {
      clearTimeout(lingerTimer);
      this.events.closed();
    });
    this.#socket.end(() => this.#socket.destroy());
  }

  #connect(port: number): Socket {
    // Half open, so that requests that came before the client hung up can still be answered.
    const socket = this.#net.connect({
      host: "127.0.0.1",
      port,
      noDelay: true,
      allowHalfOpen: true,
      onread: this.#onread,
    });
    const refused = (error: Error): void => {
      this.events.unreachable({ message: error.message, members: Object.fromEntries(Object.entries(error)) });
    };
    return socket.once("error", refused).once("connect", () => {
      this.#noteErrors(socket.off("error", refused));
      this.events.connected();
    });
  }

  #open(descriptor: number): Socket {
    const options = { fd: descriptor, allowHalfOpen: true, onread: this.#onread };
    return this.#noteErrors(new this.#net.Socket(options));
  }

  #noteErrors(socket: Socket): Socket {
    return socket.on("error", (error) => {
      this.#lastError = error.message;
    });
  }

  #end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.events.end(this.#lastError);
  }
}
