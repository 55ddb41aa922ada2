/**
 * An injectable HTTP client for web backends, built on got. It converts failures to GALAXY's errors. Every export is public
 * API.
 *
 * @packageDocumentation
 */

/** A backend: a class that extends the client. */
export { baseUrlOf, HttpApi, type HttpApiClass, type HttpApiOptions } from "./api/http-api.js";
export { HttpAuth } from "./auth/http-auth.js";
export { type Injected, keyAuth, type KeyAuthOptions } from "./auth/key-auth.js";
export { HttpContext } from "./client/http-context.js";

/** The client. */
export type { HttpClientOptions } from "./client/client-options.js";
export type { AfterResponseHook, BeforeErrorHook, BeforeRequestHook, HttpHooks } from "./client/hooks.js";
export { HttpClient } from "./client/http-client.js";

/** What happens when a request fails. */
export type { RateLimit } from "./limits/rate-limit.js";
export type { RetryOptions } from "./retry/retry-options.js";

/** Requests. */
export type { IfChanged } from "./conditional/validators.js";
export type { ConditionalOptions, RequestOptions, StatusErrors } from "./options/request-options.js";
export type { HttpRequest } from "./request/http-request.js";
export type { HttpHeaders, HttpMethod, RequestParts, SearchParams } from "./request/request-parts.js";

/** Cookies. */
export { CookieJar } from "./cookies/cookie-jar.js";
export { CookieStorage, type StoredCookie } from "./cookies/cookie-storage.js";

/** Lists in pages, and many ids. */
export type { BatchesOptions, BatchResult, EachEntry, EachOptions } from "./batching/each.js";
export type { PagedItems } from "./paging/pages.js";
export type {
  CheckedPagesOptions,
  CommonPagesOptions,
  Cursor,
  ItemIn,
  ItemsOn,
  ListsOf,
  NamedPagesOptions,
  PagesOptions,
  Position,
} from "./paging/pages-options.js";

/** Responses. */
export type { HttpResponse, JsonOptions, ResponseHeaders } from "./response/http-response.js";
export type { ConditionalResponsePromise, HttpResponsePromise } from "./response/response-promise.js";

/** For URLs in your own log lines. */
export { redactUrl } from "./errors/redact-url.js";
