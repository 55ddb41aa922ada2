import type { FromServer, RequestName, Requests, Update } from "@galaxy-kit/console";
import { backOff } from "./back-off.js";
import type { LinkState } from "./state.js";

interface OpenRequest {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** The socket to the command: it asks, it is told, and when it breaks it connects again. */
export class Link {
  #socket: WebSocket | undefined;
  #lostSince: number | undefined;
  #attempts = 0;
  #lastId = 0;
  readonly #open = new Map<number, OpenRequest>();

  constructor(
    private readonly address: URL,
    private readonly listener: {
      readonly onUpdate: (update: Update) => void;
      readonly onState: (state: LinkState) => void;
    },
  ) {
    this.#connect();
  }

  /** Fails with a message for the user. */
  ask<Name extends RequestName>(request: Name, params: Requests[Name]["params"]): Promise<Requests[Name]["result"]> {
    if (this.#socket?.readyState !== WebSocket.OPEN) {
      return Promise.reject(new Error("The command cannot be reached. Nothing was done."));
    }
    const id = ++this.#lastId;
    this.#socket.send(JSON.stringify({ id, request, params }));
    return new Promise<unknown>((resolve, reject) => this.#open.set(id, { resolve, reject })) as Promise<
      Requests[Name]["result"]
    >;
  }

  #connect(): void {
    const socket = new WebSocket(this.address);
    this.#socket = socket;
    socket.addEventListener("open", () => {
      this.#attempts = 0;
      this.#lostSince = undefined;
      this.listener.onState({ state: "open" });
    });
    socket.addEventListener("message", ({ data }: MessageEvent<string>) => {
      this.#take(JSON.parse(data) as FromServer);
    });
    socket.addEventListener("close", () => this.#reconnect());
  }

  #take(message: FromServer): void {
    if (message.type !== "answer") {
      this.listener.onUpdate(message);
      return;
    }
    // A message of the page that the server could not read has no id to answer to.
    if (message.id === null) return;
    const request = this.#open.get(message.id);
    this.#open.delete(message.id);
    if (message.ok) request?.resolve(message.result);
    else request?.reject(new Error(message.message));
  }

  #reconnect(): void {
    for (const { reject } of this.#open.values()) {
      reject(new Error("The connection to the command was lost before it could answer."));
    }
    this.#open.clear();
    const wait = backOff(this.#attempts++);
    const now = Date.now();
    this.#lostSince ??= now;
    this.listener.onState({ state: "lost", since: this.#lostSince, attempts: this.#attempts, retryAt: now + wait });
    setTimeout(() => this.#connect(), wait);
  }
}
