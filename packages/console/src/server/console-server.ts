import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import { type WebSocket, WebSocketServer } from "ws";
import type { Admitted, Guard } from "./guard.js";
import { securityHeaders } from "./headers.js";
import type { PageFiles } from "./page-files.js";
import { refuse, refuseConnection } from "./refusal.js";

/** The largest message of a page: a login's cookies, and a chat message of any length that makes sense. */
const LARGEST_MESSAGE = 1024 * 1024;

/** How long a page has to say goodbye, in milliseconds. */
const FAREWELL = 500;

/** Sends something that is made anew each time it is asked for. */
export type Download = (query: URLSearchParams, response: ServerResponse) => Promise<void>;

/** What is served below the token. */
export interface Served {
  readonly files: PageFiles;
  /** By their addresses relative to the page. */
  readonly downloads: ReadonlyMap<string, Download>;
  readonly onPage: (socket: WebSocket) => void;
}

const SOCKET_PATH = "socket";

/** Everything that comes from outside passes the guard here, and nowhere else. */
export class ConsoleServer {
  readonly #sockets = new WebSocketServer({ noServer: true, maxPayload: LARGEST_MESSAGE, perMessageDeflate: false });
  readonly #headers: Readonly<Record<string, string>>;

  constructor(
    private readonly server: Server,
    private readonly guard: Guard,
    private readonly served: Served,
  ) {
    this.#headers = securityHeaders(guard.origin);
    const answer = (request: IncomingMessage, response: ServerResponse): void => this.#answer(request, response);
    server.on("request", answer);
    // Node would answer these by itself, each in its own way.
    server.on("checkContinue", answer).on("checkExpectation", answer);
    server.on("connect", (_request, socket: Duplex) => refuseConnection(socket));
    server.on("clientError", (_error, socket: Duplex) => refuseConnection(socket));
    server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      this.#upgrade(request, socket, head);
    });
  }

  async close(): Promise<void> {
    const pages = [...this.#sockets.clients];
    const gone = pages.map((socket) => new Promise((resolve) => socket.once("close", resolve)));
    for (const socket of pages) socket.close(1001, "the command has ended");
    await Promise.race([Promise.all(gone), delay(FAREWELL, undefined, { ref: false })]);
    for (const socket of pages) socket.terminate();

    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const admitted = this.guard.admit(request);
    const send = admitted ? this.#find(admitted) : this.#redirect(request);
    if (!send) {
      refuse(response);
      return;
    }
    for (const [name, value] of Object.entries(this.#headers)) response.setHeader(name, value);
    send(response);
  }

  #redirect(request: IncomingMessage): ((response: ServerResponse) => void) | undefined {
    const page = this.guard.redeem(request);
    return page === undefined ? undefined : (response) => response.writeHead(303, { Location: page }).end();
  }

  #find({ path, query }: Admitted): ((response: ServerResponse) => void) | undefined {
    const file = this.served.files.get(path);
    if (file) {
      return (response) => {
        response.setHeader("Content-Type", file.contentType).setHeader("Content-Length", file.content.length);
        response.end(file.content);
      };
    }
    const download = this.served.downloads.get(path);
    return (
      download &&
      ((response) => {
        download(query, response).catch(() => response.destroy());
      })
    );
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (this.guard.admitSocket(request)?.path !== SOCKET_PATH) {
      refuseConnection(socket);
      return;
    }
    this.#sockets.handleUpgrade(request, socket, head, (page) => {
      // Such as a message that is too large: ws closes the socket, and what that means the close tells.
      page.on("error", () => undefined);
      this.served.onPage(page);
    });
  }
}
