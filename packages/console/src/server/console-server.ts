import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import { type WebSocket, WebSocketServer } from "ws";
import type { AdmittedRequest, Guard } from "./guard.js";
import type { PageFiles } from "./page-files.js";
import { refuse, refuseConnection } from "./refusal.js";
import { securityHeaders } from "./security-headers.js";

/** Enough for the cookies of a login and any reasonable chat message. In bytes. */
const MAX_MESSAGE_SIZE = 1024 * 1024;

/** How long pages have to close their sockets. */
const CLOSE_TIMEOUT_MS = 500;

/** Sends a file that is generated for each request. */
export type Download = (query: URLSearchParams, response: ServerResponse) => Promise<void>;

/** The content behind the token. */
export interface ServerContent {
  readonly files: PageFiles;
  /** By their paths relative to the page. */
  readonly downloads: ReadonlyMap<string, Download>;
  readonly onPage: (socket: WebSocket) => void;
}

const SOCKET_PATH = "socket";

/** The HTTP and WebSocket server. Every request passes the guard here. */
export class ConsoleServer {
  readonly #sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_SIZE, perMessageDeflate: false });
  readonly #headers: Readonly<Record<string, string>>;

  constructor(
    private readonly server: Server,
    private readonly guard: Guard,
    private readonly content: ServerContent,
  ) {
    this.#headers = securityHeaders(guard.origin);
    const respond = (request: IncomingMessage, response: ServerResponse): void => this.#respond(request, response);
    server.on("request", respond);
    // By default, Node responds to these on its own, each in a different way.
    server.on("checkContinue", respond).on("checkExpectation", respond);
    server.on("connect", (_request, socket: Duplex) => refuseConnection(socket));
    server.on("clientError", (_error, socket: Duplex) => refuseConnection(socket));
    server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      this.#upgrade(request, socket, head);
    });
  }

  async close(): Promise<void> {
    const pages = [...this.#sockets.clients];
    const closings = pages.map((socket) => new Promise((resolve) => socket.once("close", resolve)));
    for (const socket of pages) socket.close(1001, "the server is shutting down");
    await Promise.race([Promise.all(closings), delay(CLOSE_TIMEOUT_MS, undefined, { ref: false })]);
    for (const socket of pages) socket.terminate();

    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }

  #respond(request: IncomingMessage, response: ServerResponse): void {
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

  #find({ path, query }: AdmittedRequest): ((response: ServerResponse) => void) | undefined {
    const file = this.content.files.get(path);
    if (file) {
      return (response) => {
        response.setHeader("Content-Type", file.contentType).setHeader("Content-Length", file.content.length);
        response.end(file.content);
      };
    }
    const download = this.content.downloads.get(path);
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
      // For example a message that is too large. ws closes the socket, and the close event is enough.
      page.on("error", () => undefined);
      this.content.onPage(page);
    });
  }
}
