import { Lifetime, Logger, Service } from "@galaxy-kit/sdk";
import type { Got } from "got";
import { Connections } from "../connections/connections.js";
import type { HttpMethod, RequestOptions } from "../request/request-options.js";
import { type HttpResponsePromise, responsePromise } from "../response/response-promise.js";
import type { HttpClientOptions } from "./client-options.js";
import { type ClientSettings, DEFAULT_SETTINGS, extendSettings } from "./client-settings.js";
import { configuredGot } from "./configured-got.js";
import { HttpCall } from "./http-call.js";

/**
 * Sends requests to a web backend. Inject it, and extend it for your backend:
 *
 * ```ts
 * @Service()
 * export class ShopApi {
 *   private readonly http: HttpClient;
 *
 *   constructor(http: HttpClient) {
 *     this.http = http.extend({
 *       baseUrl: "https://shop.example/api/",
 *       headers: () => ({ authorization: this.token }),
 *     });
 *   }
 *
 *   profile(): Promise<Profile> {
 *     return this.http.get("profile").json<Profile>();
 *   }
 * }
 * ```
 *
 * A request may take 60 seconds, and the body of its response may have 64 MiB after decompression. The whole integration
 * sends up to 20 requests at a time; the timeout of a queued request starts when it is sent. Certificates are verified,
 * redirects are followed, and failures are not retried. When the integration starts to shut down, pending requests are
 * aborted; an `@OnShutdown()` method can still send new ones.
 *
 * The environment variables `HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY` apply. Certificates may be signed by any
 * authority that Node or the system knows; reading the system's takes Node 22.19 or later, which a packed integration includes.
 *
 * Failures are converted to GALAXY's errors:
 *
 * | What happened | Error |
 * |---|---|
 * | no complete response in time | `BackendTimeout` |
 * | the server closes the connection before or during its response | `BackendNotAvailable` |
 * | no connection: refused, unreachable, unknown host, invalid certificate, a proxy that refuses | `NetworkError` |
 * | status 401 | `AuthenticationRequired` |
 * | status 403 | `AccessDenied` |
 * | status 429 | `TooManyRequests` |
 * | status 503 | `BackendNotAvailable` |
 * | any other status of 500 and above | `BackendError` |
 * | any other status of 400 and above | `UnknownError`, and a warning in the log |
 * | a response that is not JSON where JSON is expected, is not HTTP, or is too large | `UnknownBackendResponse` |
 * | the integration shuts down | `Aborted` |
 * | any other error of got | `UnknownError`, and an error in the log |
 *
 * Each error documents what GALAXY shows for it. Its `data` has the method, the redacted URL and the status. Neither the
 * error nor its `cause` contains headers, bodies or query values. Invalid options throw a `TypeError`. Errors thrown by your
 * header functions and hooks are passed on unchanged.
 */
@Service()
export class HttpClient {
  readonly #lifetime: Lifetime;
  readonly #log: Logger;
  readonly #connections: Connections;
  #settings: ClientSettings = DEFAULT_SETTINGS;

  constructor(lifetime: Lifetime, log: Logger) {
    this.#lifetime = lifetime;
    this.#log = log;
    this.#connections = Connections.of(lifetime);
  }

  /**
   * Returns a client for one backend. It combines these options with those of this client and shares its connections. Headers,
   * query parameters and hooks are added; a base URL, a timeout and a size replace the old value.
   *
   * @throws `TypeError` if an option is invalid, such as a relative `baseUrl`
   */
  extend(options: HttpClientOptions): HttpClient {
    const client = new HttpClient(this.#lifetime, this.#log);
    client.#settings = extendSettings(this.#settings, options);
    return client;
  }

  /** Sends a GET request: `http.get("profile").json<Profile>()`. */
  get(path: string | URL, options?: RequestOptions): HttpResponsePromise {
    return this.request("GET", path, options);
  }

  /** Sends a HEAD request, whose response has no body. */
  head(path: string | URL, options?: RequestOptions): HttpResponsePromise {
    return this.request("HEAD", path, options);
  }

  /** Sends a POST request: `http.post("sessions", { json: { gameId } })`. */
  post(path: string | URL, options?: RequestOptions): HttpResponsePromise {
    return this.request("POST", path, options);
  }

  /** Sends a PUT request. */
  put(path: string | URL, options?: RequestOptions): HttpResponsePromise {
    return this.request("PUT", path, options);
  }

  /** Sends a PATCH request. */
  patch(path: string | URL, options?: RequestOptions): HttpResponsePromise {
    return this.request("PATCH", path, options);
  }

  /** Sends a DELETE request. */
  delete(path: string | URL, options?: RequestOptions): HttpResponsePromise {
    return this.request("DELETE", path, options);
  }

  /**
   * Sends a request with any method.
   *
   * @param path - relative to the base URL, or an absolute URL
   */
  request(method: HttpMethod, path: string | URL, options: RequestOptions = {}): HttpResponsePromise {
    return responsePromise(new HttpCall(this.#connections, this.#settings, this.#log, method, path, options).run());
  }

  /**
   * Returns got itself, for features that this class lacks, such as streams and pagination. It has this client's base URL (as
   * `prefixUrl`), headers, query, timeout, size limit, connections and errors. A header function is called once, now. The
   * client's hooks do not run; add your own to got. Streams have no size limit, and fail with got's own errors, whose options
   * contain headers: do not log those. Call this method whenever you need got, and do not keep the result.
   */
  got(): Promise<Got> {
    return configuredGot(this.#connections, this.#settings, this.#log);
  }
}
