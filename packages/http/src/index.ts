/**
 * An injectable HTTP client for web backends, built on got. It converts failures to GALAXY's errors. Every export is public
 * API.
 *
 * @packageDocumentation
 */

/** The client: inject it, and {@link HttpClient.extend} it once for each backend. */
export type { HttpClientOptions } from "./client/client-options.js";
export type { AfterResponseHook, BeforeErrorHook, BeforeRequestHook, HttpHooks } from "./client/hooks.js";
export { HttpClient } from "./client/http-client.js";

/** Requests. */
export type { HttpRequest } from "./request/http-request.js";
export type { HttpHeaders, HttpMethod, RequestOptions, SearchParams } from "./request/request-options.js";

/** Responses. */
export type { HttpResponse, JsonOptions, ResponseHeaders } from "./response/http-response.js";
export type { HttpResponsePromise } from "./response/response-promise.js";

/** For URLs in your own log lines. */
export { redactUrl } from "./errors/redact-url.js";
