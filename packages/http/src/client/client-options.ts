import type { Duration } from "@galaxy-kit/sdk";
import type { HttpAuth } from "../auth/http-auth.js";
import type { CookieJar } from "../cookies/cookie-jar.js";
import type { RateLimit } from "../limits/rate-limit.js";
import type { StatusErrors } from "../options/request-options.js";
import type { HeaderSource } from "../request/request-headers.js";
import type { SearchParams } from "../request/request-parts.js";
import type { RetryOptions } from "../retry/retry-options.js";
import type { HttpHooks } from "./hooks.js";

/** The common options of all requests to one backend. All of them are optional. */
export interface HttpClientOptions {
  /** An absolute URL. Paths are relative to it, with or without a leading slash. */
  readonly baseUrl?: string | URL | undefined;
  /**
   * Headers, or a function that is called before each request, as for tokens: `headers: () => ({ authorization: … })`.
   * They are sent with every request of this client, even to another host if a path is an absolute URL.
   */
  readonly headers?: HeaderSource | undefined;
  /** Query parameters of every request, such as an API key. Like headers, they are sent to other hosts, too. */
  readonly searchParams?: SearchParams | undefined;
  /** How long the complete response may take, redirects included: `"60s"` by default. */
  readonly timeout?: Duration | undefined;
  /**
   * Further hosts of the backend: `["https://media.shop.example"]`. What `auth` adds goes to these and to that of `baseUrl`, and nowhere else;
   * nor does the body of a request follow a redirect to another one.
   */
  readonly origins?: readonly string[] | undefined;
  /** Authorizes each request. */
  readonly auth?: HttpAuth | undefined;
  /**
   * How often the backend may be called: one limit, or several that all apply. Shared by all clients that extend this one. The wait for a turn
   * counts toward the `timeLimit` of an import's call and of a source, so raise that if a limit spans minutes.
   */
  readonly rate?: RateLimit | readonly RateLimit[] | undefined;
  /** How many requests may be in progress at a time. The whole integration sends up to 20. */
  readonly concurrency?: number | undefined;
  /** When a request that failed is sent again. `false`, the default, does not; `@HttpApi()` does by default. */
  readonly retry?: RetryOptions | false | undefined;
  /** Sends its cookies with each request, and takes those of responses. */
  readonly cookies?: CookieJar | undefined;
  /** What a status means for this backend: see {@link StatusErrors}. */
  readonly errors?: StatusErrors | undefined;
  /**
   * Maximum size of a response body in bytes, after decompression. Default: 16,777,216 (16 MiB), which is about how much JSON is read in half a
   * second; nothing else of the integration runs meanwhile. A longer response is canceled while it arrives, and its connection closed.
   */
  readonly maxResponseSize?: number | undefined;
  /** Functions that run as part of every request. */
  readonly hooks?: HttpHooks | undefined;
}
