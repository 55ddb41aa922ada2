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
 * Talks to web backends. Inject it, and extend it for your backend:
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
 * A request takes 60 seconds at most, and the body of its answer has 64 MiB at most, unpacked. 20 requests of the whole
 * integration are on their way at once; the others wait, and their time begins when it is their turn. Certificates are
 * verified, redirects are followed, a failure is not tried again. When the integration begins to close, requests under
 * way are aborted; an `@OnShutdown()` method can still send some.
 *
 * A request fails with an error that GALAXY knows:
 *
 * | what happened | error |
 * |---|---|
 * | no whole answer in time | `BackendTimeout` |
 * | the server hangs up, before or in its answer | `BackendNotAvailable` |
 * | no connection: refused, unreachable, no such host, no valid certificate | `NetworkError` |
 * | status 401 | `AuthenticationRequired` |
 * | status 403 | `AccessDenied` |
 * | status 429 | `TooManyRequests` |
 * | status 503 | `BackendNotAvailable` |
 * | another status from 500 on | `BackendError` |
 * | another status from 400 on | `UnknownError`, and a warning in the log |
 * | no JSON where JSON is wanted, no HTTP at all, or too large an answer | `UnknownBackendResponse` |
 * | the integration closes | `Aborted` |
 * | anything else that got throws | `UnknownError`, and an error in the log |
 *
 * What GALAXY makes of each is told at the error. Their `data` holds method, redacted address and status; neither they
 * nor their `cause` hold headers, bodies, or values of a query. Options that make no sense are a `TypeError`; what your
 * own functions and hooks throw arrives as it is.
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
   * A client for one backend: with these options over those of this client, and on the same connections. Headers, query
   * parameters and hooks are added; a base address, a timeout and a size replace.
   *
   * @throws TypeError when an option makes no sense, such as a relative `baseUrl`
   */
  extend(options: HttpClientOptions): HttpClient {
    const client = new HttpClient(this.#lifetime, this.#log);
    client.#settings = extendSettings(this.#settings, options);
    return client;
  }

  /** Asks for something: `http.get("profile").json<Profile>()`. */
  get(path: string | URL, options?: RequestOptions): HttpResponsePromise {
    return this.request("GET", path, options);
  }

  /** Asks for the headers only. */
  head(path: string | URL, options?: RequestOptions): HttpResponsePromise {
    return this.request("HEAD", path, options);
  }

  /** Sends something: `http.post("sessions", { json: { gameId } })`. */
  post(path: string | URL, options?: RequestOptions): HttpResponsePromise {
    return this.request("POST", path, options);
  }

  /** Replaces something. */
  put(path: string | URL, options?: RequestOptions): HttpResponsePromise {
    return this.request("PUT", path, options);
  }

  /** Changes something. */
  patch(path: string | URL, options?: RequestOptions): HttpResponsePromise {
    return this.request("PATCH", path, options);
  }

  /** Removes something. */
  delete(path: string | URL, options?: RequestOptions): HttpResponsePromise {
    return this.request("DELETE", path, options);
  }

  /**
   * Sends a request with any method.
   *
   * @param path below the base address, or an absolute address
   */
  request(method: HttpMethod, path: string | URL, options: RequestOptions = {}): HttpResponsePromise {
    return responsePromise(new HttpCall(this.#connections, this.#settings, this.#log, method, path, options).run());
  }

  /**
   * got itself, for what this class does not have, such as streams and pagination. It has this client's base address
   * (as `prefixUrl`), headers, query, timeout, size, connections and errors. A function for headers is called once, now;
   * the client's hooks do not run, add your own in got's way. Streams may be of any size, and fail with got's own
   * errors, whose options hold headers: do not log those. Ask for it when you need it, and do not keep it.
   */
  got(): Promise<Got> {
    return configuredGot(this.#connections, this.#settings, this.#log);
  }
}
