import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Awaitable, Clock } from "@galaxy-kit/sdk";
import { Guard } from "./guard.js";
import { SCRIPT } from "./script.js";
import { STYLE } from "./style.js";
import type { SystemBrowser } from "./system-browser.js";
import { FormTooLarge, Visit } from "./visit.js";
import { type Announcement, Windows } from "./windows.js";

/** What a page needs. */
export interface LocalPageContext {
  readonly browser: SystemBrowser;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** Responds to a request of the page. */
export type Responder = (visit: Visit) => Awaitable<void>;

/**
 * A page that only this computer can see, under an address that cannot be guessed. It has no content of its own: add responders for its
 * paths. The page itself has the path `""`.
 */
export class LocalPage {
  /** The address. Anyone on this computer who knows it can use the page. */
  readonly url: string;
  readonly #guard: Guard;
  readonly #windows: Windows;
  readonly #responders = new Map<string, Responder>();

  /** Starts to serve a page. */
  static async open(context: LocalPageContext): Promise<LocalPage> {
    const server = createServer({ requireHostHeader: false });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return new LocalPage(server, context);
  }

  private constructor(
    private readonly server: Server,
    private readonly context: LocalPageContext,
  ) {
    this.#guard = new Guard((server.address() as AddressInfo).port);
    this.url = this.#guard.url;
    this.#windows = new Windows(context.clock, context.signal);
    this.onGet("page.css", (visit) => visit.send(STYLE, "text/css"));
    this.onGet("page.js", (visit) => visit.send(SCRIPT, "text/javascript"));
    this.onGet("news", (visit) => this.#windows.waitForAnnouncement(visit));
    this.onPost("open", async (visit) => {
      await this.openInBrowser();
      visit.sendNothing();
    });
    const respond = (request: IncomingMessage, response: ServerResponse): void => void this.#respond(request, response);
    server.on("request", respond).on("checkContinue", respond).on("checkExpectation", respond);
  }

  /** The part of the address that must stay secret. */
  get token(): string {
    return this.#guard.token;
  }

  /** How many announcements there have been, for `renderDocument()`. */
  get announcementCount(): number {
    return this.#windows.announcementCount;
  }

  /** Responds to requests for a path, which is relative to the page and has no query. */
  onGet(path: string, responder: Responder): void {
    this.#responders.set(`GET ${path}`, responder);
  }

  /** Responds to what is sent to a path, by a form of the page or its script. */
  onPost(path: string, responder: Responder): void {
    this.#responders.set(`POST ${path}`, responder);
  }

  /**
   * Shows the page, or another address, in the user's own browser.
   *
   * @throws an error if there is no browser
   */
  async openInBrowser(address = this.#guard.issueTicket()): Promise<void> {
    await this.context.browser.open(address);
  }

  /** Informs the other windows that something has happened. */
  announce(announcement: Announcement): void {
    this.#windows.announce(announcement);
  }

  /** Calls a function ten seconds after the last window was closed. */
  onLeft(listener: () => void): void {
    this.#windows.onLeft(listener);
  }

  /** Stops serving the page. Windows that show it say so. */
  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }

  async #respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.#guard.redeem(request)) {
      response.writeHead(303, { Location: this.url, "Content-Length": 0, "Cache-Control": "no-store" }).end();
      return;
    }
    const admitted = this.#guard.admit(request);
    const responder = admitted && this.#find(request.method, admitted.path);
    if (!responder) {
      // Reveals neither whether the token was wrong nor whether the path was.
      response.writeHead(404, { "Content-Length": 0, Connection: "close" }).end();
      return;
    }
    const visit = new Visit(request, response, admitted.query);
    void this.#windows.follow(visit);
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    try {
      await responder(visit);
    } catch (error) {
      if (response.headersSent) response.destroy();
      else if (error instanceof FormTooLarge)
        response.writeHead(413, { "Content-Length": 0, Connection: "close" }).end();
      else visit.send(error instanceof Error ? error.message : String(error), "text/plain", 500);
    }
  }

  #find(method: string | undefined, path: string): Responder | undefined {
    return this.#responders.get(`${method === "HEAD" ? "GET" : method} ${path}`);
  }
}

/** The page loads only what is next to it, is not part of another page, and is not kept by the browser. */
const HEADERS = {
  "Content-Security-Policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  // Not "no-referrer", with which a browser does not say where a form comes from.
  "Referrer-Policy": "same-origin",
  "X-Content-Type-Options": "nosniff",
  "Cache-Control": "no-store",
};
