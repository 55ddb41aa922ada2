import type { WebSocket } from "ws";
import { sendUpdates } from "../feed/send-updates.js";
import type { UpdateSource } from "../feed/update-source.js";
import type { Responder } from "../requests/responder.js";

/** The server stops reading from a page that has this many requests in progress. */
const MAX_PENDING_REQUESTS = 64;

/** The protocol allows 123 bytes, and a character takes up to three. */
const MAX_CLOSE_REASON_LENGTH = 40;

/** The connection to one page, until its socket closes. */
export class PageConnection {
  readonly #closed = new AbortController();
  #pendingRequests = 0;

  constructor(
    private readonly socket: WebSocket,
    private readonly respond: Responder,
  ) {
    socket.on("close", () => this.#closed.abort());
    socket.on("message", (data: Buffer, isBinary) => {
      // A binary message is never a valid request.
      void this.#receive(isBinary ? "" : data.toString("utf8"));
    });
  }

  /** Aborts when the socket closes. */
  get closed(): AbortSignal {
    return this.#closed.signal;
  }

  /** Sends updates until the socket closes. */
  async sendUpdates(sources: readonly UpdateSource[]): Promise<void> {
    await sendUpdates(sources, (message) => this.#send(message), this.closed).catch((error: unknown) => {
      // Without updates the page would look up to date when it is not.
      if (this.closed.aborted) return;
      this.socket.close(1011, `server error: ${String(error)}`.slice(0, MAX_CLOSE_REASON_LENGTH));
    });
  }

  async #receive(message: string): Promise<void> {
    if (++this.#pendingRequests >= MAX_PENDING_REQUESTS) this.socket.pause();
    const response = await this.respond(message);
    await this.#send(JSON.stringify(response)).catch(() => undefined);
    if (--this.#pendingRequests < MAX_PENDING_REQUESTS && this.socket.isPaused) this.socket.resume();
  }

  /** Resolves when the message has left the process. If the page does not read, that is when it does. */
  async #send(message: string): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.socket.send(message, (error) => (error ? reject(error) : resolve()));
    });
  }
}
