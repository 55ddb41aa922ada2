import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";

/** Bytes of a token; 128 bits are enough against guessing. */
const TOKEN_BYTES = 24;

/** Where somebody who was let in wants to go. */
export interface Admitted {
  /** Below the token, without a slash at its beginning: "" is the page. */
  readonly path: string;
  readonly query: URLSearchParams;
}

/**
 * Decides who may come in: nobody without the token, which only the command's user knows, and nobody whom a web page of
 * another origin has sent, even if it knows the token.
 *
 * - The `Host` has to be the numeric address, so that a name that is made to resolve to this computer leads nowhere.
 * - An `Origin` has to be our own. A WebSocket has to have one, as it is not subject to the same-origin policy.
 * - `Sec-Fetch-Site` has to say that the request is our page's own, or the user's, who typed the address or opened a bookmark.
 *   One exception: a link may lead to the page itself, in a tab of its own. Whoever has put it there knows the token, and the
 *   other headers see to it that they cannot look into the tab.
 * - Only `GET` and `HEAD` are there. What changes something goes through the WebSocket.
 */
export class Guard {
  /** Of the page, with the token. */
  readonly url: string;
  readonly #address: URL;
  readonly #token: Buffer;
  #ticket: Buffer | undefined;

  constructor(port: number) {
    const token = newToken();
    this.#address = new URL(`http://127.0.0.1:${port}`);
    this.#token = digest(token);
    this.url = `${this.#address.origin}/${token}/`;
  }

  get origin(): string {
    return this.#address.origin;
  }

  /**
   * An address that leads to the page once. It can be passed to a program that opens browsers: other users of this computer
   * can read what a program was started with. The one before is void.
   */
  issueTicket(): string {
    const ticket = newToken();
    this.#ticket = digest(ticket);
    return `${this.origin}/${ticket}`;
  }

  /** Answers the address of the page for a ticket that was not used yet. */
  redeem(request: IncomingMessage): string | undefined {
    const [, ticket] = /^\/([\w-]+)$/.exec(request.url ?? "") ?? [];
    if (ticket === undefined || !this.#ticket || !timingSafeEqual(digest(ticket), this.#ticket)) return undefined;
    if (request.method !== "GET" || !this.#comesFromHere(request.headers, true)) return undefined;
    this.#ticket = undefined;
    return this.url;
  }

  /** Answers nothing for a request that is refused. */
  admit({ method, url = "", headers }: IncomingMessage): Admitted | undefined {
    const [, token = "", path, query = ""] = /^\/([^/?]*)\/([^?]*)(?:\?(.*))?$/s.exec(url) ?? [];
    const isIn = timingSafeEqual(digest(token), this.#token);
    if (!isIn || path === undefined) return undefined;
    if (method !== "GET" && method !== "HEAD") return undefined;
    if (!this.#comesFromHere(headers, path === "")) return undefined;
    return { path, query: new URLSearchParams(query) };
  }

  /** Answers nothing for a request that is refused. */
  admitSocket(request: IncomingMessage): Admitted | undefined {
    return request.headers.origin === undefined ? undefined : this.admit(request);
  }

  #comesFromHere(headers: IncomingHttpHeaders, isPage: boolean): boolean {
    if (headers.host !== this.#address.host) return false;
    if (headers.origin !== undefined && headers.origin !== this.origin) return false;
    return isOurs(headers) || (isPage && isNavigation(headers));
  }
}

function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString("base64url");
}

/** So that texts of any length take the same time to compare. */
function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

/** Clients that are no browsers, and old browsers, say nothing about it. */
function isOurs(headers: IncomingHttpHeaders): boolean {
  const site = headers["sec-fetch-site"];
  return site === undefined || site === "none" || site === "same-origin";
}

function isNavigation(headers: IncomingHttpHeaders): boolean {
  return headers["sec-fetch-mode"] === "navigate" && headers["sec-fetch-dest"] === "document";
}
