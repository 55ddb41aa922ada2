import type { Awaitable } from "@galaxy-kit/sdk";
import type { HttpRequest } from "../request/http-request.js";
import type { HttpResponse } from "../response/http-response.js";

/**
 * Authorizes the requests of a client: with the token of a session, with an API key, with a signature.
 *
 * @example
 * ```ts
 * @Service()
 * export class ApiKey extends HttpAuth {
 *   authorize(request: HttpRequest) {
 *     request.headers["x-api-key"] = this.settings.apiKey;
 *   }
 *
 *   refused() {
 *     return Promise.reject(new InvalidCredentials("The shop does not accept this API key"));
 *   }
 * }
 * ```
 */
export abstract class HttpAuth {
  /** The statuses that mean that the authorization was refused: 401. */
  readonly refusals: readonly number[] = [401];

  /**
   * Adds a header, a query parameter or a cookie. Called before each attempt, after the hooks, only for the hosts of `baseUrl` and `origins`.
   *
   * @param signal - fires when the request is canceled
   */
  abstract authorize(request: HttpRequest, signal: AbortSignal): Awaitable<void>;

  /**
   * Called when the backend has refused a request. Requests that were sent at the same time may be refused at the same time: compare
   * `response.request` with what is current.
   *
   * @returns true if {@link authorize} now adds something new: the request is sent once more. False leaves the response as it is,
   * which is an `AuthenticationRequired` for a 401
   */
  abstract refused(response: HttpResponse, signal: AbortSignal): Promise<boolean>;
}
