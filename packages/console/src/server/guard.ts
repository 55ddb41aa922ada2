import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";

/** 192 bits; 128 would be enough to prevent guessing. */
const TOKEN_BYTES = 24;

/** The target of an admitted request. */
export interface AdmittedRequest {
  /** The path below the token, without a leading slash. The page itself is "". */
  readonly path: string;
  readonly query: URLSearchParams;
}

/**
 * Decides which requests are admitted. A request needs the token, which only the user of the command knows, and must not
 * come from a web page of another origin, even if that page knows the token.
 *
 * - `Host` must be the numeric address, to prevent DNS rebinding.
 * - `Origin` must be our own if present. A WebSocket must send it, because the same-origin policy does not apply to it.
 * - `Sec-Fetch-Site` must show that the request comes from our page or directly from the user, who typed the address or
 *   opened a bookmark. There is one exception: a link on another site may open the page in a new tab. The author of
 *   such a link knows the token already, and the security headers prevent the site from accessing the tab.
 * - The method must be `GET` or `HEAD`. Actions go through the WebSocket.
 */
export class Guard {
  /** The address of the page, including the token. */
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
   * Returns an address that opens the page once and invalidates the previous one. It is safe to pass to another program,
   * although other users of this computer can read its command line.
   */
  issueTicket(): string {
    const ticket = newToken();
    this.#ticket = digest(ticket);
    return `${this.origin}/${ticket}`;
  }

  /** Returns the address of the page for a valid, unused ticket. */
  redeem(request: IncomingMessage): string | undefined {
    const [, ticket] = /^\/([\w-]+)$/.exec(request.url ?? "") ?? [];
    if (ticket === undefined || !this.#ticket || !timingSafeEqual(digest(ticket), this.#ticket)) return undefined;
    if (request.method !== "GET" || !this.#hasTrustedOrigin(request.headers, true)) return undefined;
    this.#ticket = undefined;
    return this.url;
  }

  /** Returns undefined for a request that is refused. */
  admit({ method, url = "", headers }: IncomingMessage): AdmittedRequest | undefined {
    const [, token = "", path, query = ""] = /^\/([^/?]*)\/([^?]*)(?:\?(.*))?$/s.exec(url) ?? [];
    const isTokenValid = timingSafeEqual(digest(token), this.#token);
    if (!isTokenValid || path === undefined) return undefined;
    if (method !== "GET" && method !== "HEAD") return undefined;
    if (!this.#hasTrustedOrigin(headers, path === "")) return undefined;
    return { path, query: new URLSearchParams(query) };
  }

  /** Returns undefined for an upgrade request that is refused. */
  admitSocket(request: IncomingMessage): AdmittedRequest | undefined {
    return request.headers.origin === undefined ? undefined : this.admit(request);
  }

  #hasTrustedOrigin(headers: IncomingHttpHeaders, isPage: boolean): boolean {
    if (headers.host !== this.#address.host) return false;
    if (headers.origin !== undefined && headers.origin !== this.origin) return false;
    return isOwnRequest(headers) || (isPage && isNavigation(headers));
  }
}

function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString("base64url");
}

/** Makes comparisons take the same time for texts of any length. */
function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

/** Old browsers and clients other than browsers do not send the header. */
function isOwnRequest(headers: IncomingHttpHeaders): boolean {
  const site = headers["sec-fetch-site"];
  return site === undefined || site === "none" || site === "same-origin";
}

function isNavigation(headers: IncomingHttpHeaders): boolean {
  return headers["sec-fetch-mode"] === "navigate" && headers["sec-fetch-dest"] === "document";
}
