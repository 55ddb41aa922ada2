import type { Awaitable, GalaxyError } from "@galaxy-kit/sdk";
import type { HttpRequest } from "../request/http-request.js";
import type { HttpResponse } from "../response/http-response.js";

/** Runs before a request is sent. It may change the URL and headers. If it throws, the caller gets that error. */
export type BeforeRequestHook = (request: HttpRequest) => Awaitable<void>;

/**
 * Runs for a response with any status, before the status is checked.
 *
 * @param retry - sends the request again. Header functions, `beforeRequest` hooks and the `afterResponse` hooks before this one
 * run again, so a hook cannot retry itself forever
 * @returns the response to continue with, or nothing to keep this one
 */
export type AfterResponseHook = (
  response: HttpResponse,
  retry: () => Promise<HttpResponse>,
) => Awaitable<HttpResponse | void>;

/**
 * Runs when a request fails.
 *
 * @returns the error to throw instead, or nothing to keep this one
 */
export type BeforeErrorHook = (error: GalaxyError, request: HttpRequest | undefined) => Awaitable<Error | void>;

/** Functions that run as part of every request of a client. A client that extends another appends its own. */
export interface HttpHooks {
  readonly beforeRequest?: readonly BeforeRequestHook[] | undefined;
  readonly afterResponse?: readonly AfterResponseHook[] | undefined;
  readonly beforeError?: readonly BeforeErrorHook[] | undefined;
}
