/**
 * Web backends over got: an injectable client, whose failures arrive as the errors that GALAXY knows. Each export here
 * is public API.
 *
 * @packageDocumentation
 */

/** The client: inject it, and {@link HttpClient.extend} it once for each backend. */
export type { HttpClientOptions } from "./client/client-options.js";
export type { AfterResponseHook, BeforeErrorHook, BeforeRequestHook, HttpHooks } from "./client/hooks.js";
export { HttpClient } from "./client/http-client.js";

/** What is sent. */
export type { HttpRequest } from "./request/http-request.js";
export type { HttpHeaders, HttpMethod, RequestOptions, SearchParams } from "./request/request-options.js";

/** What comes back. */
export type { HttpResponse, JsonOptions, ResponseHeaders } from "./response/http-response.js";
export type { HttpResponsePromise } from "./response/response-promise.js";

/** Web addresses in log lines of your own. */
export { redactUrl } from "./errors/redact-url.js";
