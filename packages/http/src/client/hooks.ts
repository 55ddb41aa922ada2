import type { Awaitable, GalaxyError } from "@galaxy-kit/sdk";
import type { HttpRequest } from "../request/http-request.js";
import type { HttpResponse } from "../response/http-response.js";

/** Called before a request is sent; may change its address and headers. What it throws is what the caller gets. */
export type BeforeRequestHook = (request: HttpRequest) => Awaitable<void>;

/**
 * Called with an answer of any status, before the status is looked at.
 *
 * @param retry sends the request again. Functions for headers and `beforeRequest` hooks run again, and of the
 * `afterResponse` hooks those before this one, so that a hook cannot run in circles
 * @returns what is the answer from now on; nothing for the one that came
 */
export type AfterResponseHook = (
  response: HttpResponse,
  retry: () => Promise<HttpResponse>,
) => Awaitable<HttpResponse | void>;

/**
 * Called with the error that a request fails with.
 *
 * @returns what is thrown in its place; nothing for the error as it is
 */
export type BeforeErrorHook = (error: GalaxyError, request: HttpRequest | undefined) => Awaitable<Error | void>;

/** Functions that take part in every request of a client. A client that extends another adds its own at the end. */
export interface HttpHooks {
  readonly beforeRequest?: readonly BeforeRequestHook[] | undefined;
  readonly afterResponse?: readonly AfterResponseHook[] | undefined;
  readonly beforeError?: readonly BeforeErrorHook[] | undefined;
}
