import type { FromServer, RequestName, Requests, Update } from "@galaxy-kit/console";
import type { SocketState } from "./page-state.js";
import { retryDelayMs } from "./retry-delay.js";

interface PendingRequest {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** The WebSocket to the server. It sends requests, receives updates, and reconnects when the connection is lost. */
export class ServerSocket {
  #socket: WebSocket | undefined;
  #lostSince: number | undefined;
  #attempts = 0;
  #lastId = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;
  readonly #pending = new Map<number, PendingRequest>();

  constructor(
    private readonly url: URL,
    private readonly listener: {
      readonly onUpdate: (update: Update) => void;
      readonly onState: (state: SocketState) => void;
    },
  ) {
    this.#connect();
  }

  /** Rejects with an error whose message can be shown to the user. */
  request<Name extends RequestName>(
    request: Name,
    params: Requests[Name]["params"],
  ): Promise<Requests[Name]["result"]> {
    if (this.#socket?.readyState !== WebSocket.OPEN) {
      return Promise.reject(new Error("The page is not connected to the server, so nothing was done."));
    }
    const id = ++this.#lastId;
    this.#socket.send(JSON.stringify({ id, request, params }));
    return new Promise<unknown>((resolve, reject) => this.#pending.set(id, { resolve, reject })) as Promise<
      Requests[Name]["result"]
    >;
  }

  /** Ends the connection for good. */
  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#retry);
    this.#socket?.close();
  }

  #connect(): void {
    const socket = new WebSocket(this.url);
    this.#socket = socket;
    socket.addEventListener("open", () => {
      this.#attempts = 0;
      this.#lostSince = undefined;
      this.listener.onState({ state: "open" });
    });
    socket.addEventListener("message", ({ data }: MessageEvent<string>) => {
      if (!this.#isClosed) this.#receive(JSON.parse(data) as FromServer);
    });
    socket.addEventListener("close", () => this.#reconnect());
  }

  #receive(message: FromServer): void {
    if (message.type !== "response") {
      this.listener.onUpdate(message);
      return;
    }
    // The server could not read a message of ours, so it does not know which request failed.
    if (message.id === null) return;
    const request = this.#pending.get(message.id);
    this.#pending.delete(message.id);
    if (message.ok) request?.resolve(message.result);
    else request?.reject(new Error(message.message));
  }

  #reconnect(): void {
    for (const { reject } of this.#pending.values()) {
      reject(new Error("The connection to the server was lost before it responded."));
    }
    this.#pending.clear();
    if (this.#isClosed) return;
    const delayMs = retryDelayMs(this.#attempts++);
    const now = Date.now();
    this.#lostSince ??= now;
    this.listener.onState({ state: "lost", since: this.#lostSince, attempts: this.#attempts, retryAt: now + delayMs });
    this.#retry = setTimeout(() => this.#connect(), delayMs);
  }
}
