import type { BeforeRedirectHook, PlainResponse } from "got";
import type { CookieJar } from "../cookies/cookie-jar.js";
import type { HttpRequest } from "../request/http-request.js";

/**
 * The cookies of one request and its redirects. Not got's `cookieJar`: got loses the body of a response while it waits for a jar to take
 * a cookie.
 */
export class CookieExchange {
  constructor(
    private readonly jar: CookieJar,
    private readonly request: HttpRequest,
  ) {}

  /** Returns the header with the cookies for an address, next to those that the request itself has for its own origin. */
  async headersFor(url: URL): Promise<Record<string, string>> {
    const own = url.origin === this.request.url.origin ? (this.request.headers["cookie"] ?? "") : "";
    const cookies = [own, await this.jar.header(url)].filter((text) => text !== "");
    return cookies.length === 0 ? {} : { cookie: cookies.join("; ") };
  }

  async receive(response: PlainResponse): Promise<void> {
    for (const header of response.headers["set-cookie"] ?? []) await this.jar.receive(header, response.url);
  }

  readonly onRedirect: BeforeRedirectHook = async (next, response) => {
    await this.receive(response);
    const headers = await this.headersFor(new URL(String(next.url)));
    next.headers = { ...next.headers, cookie: undefined, ...headers };
  };
}
