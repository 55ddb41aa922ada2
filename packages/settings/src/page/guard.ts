import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";

/** 192 bits: nobody guesses them. */
const TOKEN_BYTES = 24;

/** The target of an admitted request. */
export interface Admitted {
  /** Below the token, without a leading slash. The page itself is "". */
  readonly path: string;
  readonly query: URLSearchParams;
}

/**
 * Decides which requests are admitted. A request needs the token, and must not come from another website, even if that knows the token.
 *
 * - `Host` must be the numeric address, since another site's name may be made to lead here.
 * - `Origin` must be our own if present; what changes something must have it.
 * - `Sec-Fetch-Site` must say that it comes from our page or from the user. A link on another site may open the page, which it cannot
 *   read or submit.
 */
export class Guard {
  /** The address of the page, which contains the token. */
  readonly url: string;
  readonly token = newToken();
  /** Digests of tickets: comparing those reveals nothing. */
  readonly #tickets = new Set<string>();
  readonly #origin: string;
  readonly #host: string;

  constructor(port: number) {
    this.#host = `127.0.0.1:${port}`;
    this.#origin = `http://${this.#host}`;
    this.url = `${this.#origin}/${this.token}/`;
  }

  /**
   * Returns an address that leads to the page once. Other users of this computer can read the command line of the program that it is
   * passed to.
   */
  issueTicket(): string {
    const ticket = newToken();
    this.#tickets.add(digest(ticket).toString("hex"));
    return `${this.#origin}/${ticket}`;
  }

  /** Whether a request has a valid ticket, which is used up then. */
  redeem({ method, url = "", headers }: IncomingMessage): boolean {
    const [, ticket] = /^\/([\w-]+)$/.exec(url) ?? [];
    if (ticket === undefined || method !== "GET" || headers.host !== this.#host) return false;
    if (!isOwnRequest(headers) && !isNavigation(headers)) return false;
    return this.#tickets.delete(digest(ticket).toString("hex"));
  }

  /** Returns undefined for a request that is refused. */
  admit({ method = "", url = "", headers }: IncomingMessage): Admitted | undefined {
    const [, token = "", path, query = ""] = /^\/([^/?]*)\/([^?]*)(?:\?(.*))?$/s.exec(url) ?? [];
    if (!timingSafeEqual(digest(token), digest(this.token)) || path === undefined) return undefined;
    if (headers.host !== this.#host) return undefined;
    if (headers.origin !== undefined && headers.origin !== this.#origin) return undefined;
    const isReading = method === "GET" || method === "HEAD";
    if (!isReading && (method !== "POST" || headers.origin === undefined)) return undefined;
    if (!isOwnRequest(headers) && !(isReading && path === "" && isNavigation(headers))) return undefined;
    return { path, query: new URLSearchParams(query) };
  }
}

function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString("base64url");
}

/** Makes comparisons take the same time for texts of any length. */
function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

/** Old browsers, such as that of GALAXY 2.0, do not send the header. */
function isOwnRequest(headers: IncomingHttpHeaders): boolean {
  const site = headers["sec-fetch-site"];
  return site === undefined || site === "none" || site === "same-origin";
}

function isNavigation(headers: IncomingHttpHeaders): boolean {
  return headers["sec-fetch-mode"] === "navigate" && headers["sec-fetch-dest"] === "document";
}
