import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { createInterface } from "node:readline";
import type { HelperAddress } from "./helper-address.js";

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

interface Response {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: string;
}

/** The connection to the helper: one JSON object per line, and a response for each request. It does not keep this process running. */
export class HelperConnection {
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #socket: Promise<Socket> | undefined;

  constructor(private readonly address: HelperAddress) {}

  /** @throws what the helper reports, and if it has ended */
  async request(name: string, parameters: object = {}): Promise<unknown> {
    const socket = await (this.#socket ??= this.#connect().catch((error: unknown) => this.#failed(error)));
    if (socket.destroyed) throw helperEnded();
    const id = ++this.#lastId;
    return await new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      socket.write(`${JSON.stringify({ id, do: name, ...parameters })}\n`);
    });
  }

  async #connect(): Promise<Socket> {
    const socket = connect(this.address.port, "127.0.0.1");
    await once(socket, "connect");
    socket.unref();
    socket.write(`${this.address.token}\n`);
    socket.on("error", () => undefined); // "close" follows
    socket.once("close", () => {
      for (const { reject } of this.#waiting.values()) reject(helperEnded());
      this.#waiting.clear();
    });
    createInterface(socket)
      .on("line", (line) => {
        this.#receive(JSON.parse(line) as Response);
      })
      .on("error", () => undefined); // that of the socket again
    return socket;
  }

  /** The helper accepts one connection, but still waits for that one: the next request tries again. */
  #failed(error: unknown): never {
    this.#socket = undefined;
    throw error;
  }

  #receive({ id, result, error }: Response): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === undefined) waiting?.resolve(result);
    else waiting?.reject(new Error(error));
  }
}

function helperEnded(): Error {
  return new Error("The helper of the launcher has ended.");
}
