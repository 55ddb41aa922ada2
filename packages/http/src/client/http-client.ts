import { type Awaitable, type Logger, Service, type UNCHANGED } from "@galaxy-kit/sdk";
import type { StandardSchemaV1 } from "@standard-schema/spec";
import type { Got } from "got";
import {
  allOf,
  type BatchesOptions,
  type BatchResult,
  each,
  type EachEntry,
  type EachOptions,
} from "../batching/each.js";
import type { ConditionalOptions, RequestOptions } from "../options/request-options.js";
import type { CheckedPagesOptions, ItemIn, ListsOf, NamedPagesOptions, PagesOptions } from "../paging/pages-options.js";
import { type AnyPagesOptions, changedItemsOf, itemsOf, type PagedItems, type Sender } from "../paging/pages.js";
import type { HttpMethod } from "../request/request-parts.js";
import {
  conditionalPromise,
  type ConditionalResponsePromise,
  type HttpResponsePromise,
  responsePromise,
} from "../response/response-promise.js";
import type { HttpClientOptions } from "./client-options.js";
import { type ClientSettings, DEFAULT_SETTINGS, extendSettings, isOwn } from "./client-settings.js";
import { configuredGot } from "./configured-got.js";
import { HttpCall } from "./http-call.js";
import { HttpContext } from "./http-context.js";

/** Adds options to a client that exists. */
export let complete: (client: HttpClient, options: HttpClientOptions) => void;

/**
 * Sends requests to a web backend. Extend it with `@HttpApi()`, one class for each backend:
 *
 * ```ts
 * @HttpApi({ baseUrl: "https://shop.example/api/", auth: ShopSession })
 * export class ShopApi extends HttpClient {
 *   profile(signal?: AbortSignal) {
 *     return this.get("profile", { signal }).json(Profile);
 *   }
 * }
 * ```
 *
 * Or inject it, and {@link HttpClient.extend} it.
 *
 * A request may take 60 seconds, and the body of its response may have 16 MiB after decompression. The whole integration
 * sends up to 20 requests at a time; the timeout of a queued request starts when it is sent. Certificates are verified,
 * redirects are followed, and failures are not retried unless `retry` says so, which it does by default for `@HttpApi()`. When the integration starts to shut down, pending requests are
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
 * | status 429 | `TooManyRequests`; `RetryAfter` if the server says how long to wait |
 * | status 503 | `BackendNotAvailable` |
 * | any other status of 500 and above | `BackendError` |
 * | any other status of 400 and above | `UnknownError`, and a warning in the log |
 * | a challenge page for browsers, or HTML where JSON is expected | `BackendNotAvailable` |
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
  readonly #context: HttpContext;
  readonly #ownLog: Logger;
  #base: HttpClient | undefined;
  readonly #options: HttpClientOptions[] = [];
  #combined: ClientSettings | undefined;

  static {
    complete = (client, options) => {
      client.#options.push(options);
      client.#combined = undefined;
    };
  }

  constructor(context: HttpContext) {
    this.#context = context;
    this.#ownLog = context.log.named(new.target.name);
  }

  /**
   * Returns a client for one backend. It combines these options with those of this client and shares its connections. Headers,
   * query parameters, errors and hooks are added; all other options replace the old value.
   *
   * @throws `TypeError` if an option is invalid, such as a relative `baseUrl`
   */
  extend(options: HttpClientOptions): HttpClient {
    extendSettings(DEFAULT_SETTINGS, options);
    const client = new HttpClient(this.#context);
    client.#base = this;
    client.#options.push(options);
    return client;
  }

  /**
   * Sends a GET request: `http.get("profile").json(Profile)`. With `ifChanged`, it asks only for what has changed since the last run of a
   * source.
   */
  get(path: string | URL, options: ConditionalOptions): ConditionalResponsePromise;
  get(path: string | URL, options?: RequestOptions): HttpResponsePromise;
  get(
    path: string | URL,
    options: RequestOptions | ConditionalOptions = {},
  ): HttpResponsePromise | ConditionalResponsePromise {
    const response = new HttpCall(this.#context, this.#settings, this.#log, "GET", path, options).run();
    return "ifChanged" in options ? conditionalPromise(response) : responsePromise(response);
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
    return responsePromise(new HttpCall(this.#context, this.#settings, this.#log, method, path, options).run());
  }

  /**
   * Yields the items of a list that a backend returns in pages. A page is requested when the items before it have been taken, so what came
   * before a failure is not lost.
   *
   * With `ifChanged`, it resolves to `UNCHANGED` if the server says that the first page is as it was. This works only if its
   * `ETag` or date changes whenever anything in the list does.
   *
   * @example
   * ```ts
   * this.pages("/owned", { page: "page", size: 50, schema: OwnedPage, items: "keys", signal })
   * this.pages<Title>("/titles", { cursor: "cursor", next: "nextCursor", items: "titles" })
   * this.pages("/bought", { link: true, items: ({ data }: Bought) => data.games })
   * ```
   *
   * @throws `UnknownBackendResponse` if a page has no list with the name, or the list does not end: the same page or cursor again, three
   * pages in a row without items, or more than `maxPages`
   */
  pages<Schema extends StandardSchemaV1, Name extends ListsOf<StandardSchemaV1.InferOutput<Schema>>>(
    path: string | URL,
    options: CheckedPagesOptions<Schema, unknown, Name> & ConditionalOptions,
  ): Promise<PagedItems<ItemIn<StandardSchemaV1.InferOutput<Schema>, Name>> | typeof UNCHANGED>;
  pages<Schema extends StandardSchemaV1, Item>(
    path: string | URL,
    options: CheckedPagesOptions<Schema, Item> & ConditionalOptions,
  ): Promise<PagedItems<Item> | typeof UNCHANGED>;
  pages<Item>(
    path: string | URL,
    options: NamedPagesOptions<Item> & ConditionalOptions,
  ): Promise<PagedItems<Item> | typeof UNCHANGED>;
  pages<Page, Item>(
    path: string | URL,
    options: PagesOptions<Page, Item> & ConditionalOptions,
  ): Promise<PagedItems<Item> | typeof UNCHANGED>;
  pages<Schema extends StandardSchemaV1, Name extends ListsOf<StandardSchemaV1.InferOutput<Schema>>>(
    path: string | URL,
    options: CheckedPagesOptions<Schema, unknown, Name>,
  ): PagedItems<ItemIn<StandardSchemaV1.InferOutput<Schema>, Name>>;
  pages<Schema extends StandardSchemaV1, Item>(
    path: string | URL,
    options: CheckedPagesOptions<Schema, Item>,
  ): PagedItems<Item>;
  pages<Item>(path: string | URL, options: NamedPagesOptions<Item>): PagedItems<Item>;
  pages<Page, Item>(path: string | URL, options: PagesOptions<Page, Item>): PagedItems<Item>;
  pages<Page, Item>(
    path: string | URL,
    options: AnyPagesOptions<Page, Item> | (AnyPagesOptions<Page, Item> & ConditionalOptions),
  ): PagedItems<Item> | Promise<PagedItems<Item> | typeof UNCHANGED> {
    const sender: Sender = {
      send: (...request) => this.request(...request),
      isOwn: (url) => isOwn(this.#settings, url),
    };
    return "ifChanged" in options ? changedItemsOf(sender, path, options) : itemsOf(sender, path, options);
  }

  /**
   * Calls a function for many ids, a few at a time, and yields the result of each id as soon as it is there. If a call fails, its ids get
   * the error in place of a value. That is what a method with `@Achievements({ batched: true })` and the like returns.
   *
   * @example
   * ```ts
   * this.each(gameIds, { size: 100, concurrency: 4, signal }, async (ids, signal) => {
   *   const games = await this.progress(ids, signal);
   *   return games.map(({ id, unlocked }) => [id, unlocked] as const);
   * })
   * ```
   *
   * @param options - with `size`, the function gets batches of ids, and returns a `Map` or entries; otherwise it gets one id, and returns
   * its value
   */
  each<Value>(
    ids: Iterable<string>,
    options: BatchesOptions,
    call: (ids: string[], signal: AbortSignal) => Awaitable<BatchResult<Value>>,
  ): AsyncIterable<EachEntry<Value>>;
  each<Value>(
    ids: Iterable<string>,
    options: EachOptions & { readonly size?: never },
    call: (id: string, signal: AbortSignal) => Awaitable<Value>,
  ): AsyncIterable<EachEntry<Value>>;
  each<Value>(
    ids: Iterable<string>,
    options: EachOptions | BatchesOptions,
    call: (ids: never, signal: AbortSignal) => Awaitable<unknown>,
  ): AsyncIterable<EachEntry<Value>> {
    if ("size" in options) {
      return each(ids, options, call as (ids: string[], signal: AbortSignal) => Awaitable<BatchResult<Value>>);
    }
    const one = call as (id: string, signal: AbortSignal) => Awaitable<Value>;
    return each(ids, { ...options, size: 1 }, async ([id = ""], signal) => [[id, await one(id, signal)]]);
  }

  /**
   * Calls a function for many ids, as {@link each} does, and resolves to all results by id. All or nothing: with the first call that fails, it
   * rejects with its error, and cancels the others. For a list that is wrong if something is missing.
   */
  all<Value>(
    ids: Iterable<string>,
    options: BatchesOptions,
    call: (ids: string[], signal: AbortSignal) => Awaitable<BatchResult<Value>>,
  ): Promise<Map<string, Value>>;
  all<Value>(
    ids: Iterable<string>,
    options: EachOptions & { readonly size?: never },
    call: (id: string, signal: AbortSignal) => Awaitable<Value>,
  ): Promise<Map<string, Value>>;
  async all<Value>(
    ids: Iterable<string>,
    options: EachOptions | BatchesOptions,
    call: (ids: never, signal: AbortSignal) => Awaitable<unknown>,
  ): Promise<Map<string, Value>> {
    return await allOf(this.each<Value>(ids, options as BatchesOptions, call as never));
  }

  /**
   * Returns got itself, for features that this class lacks, such as streams and pagination. It has this client's base URL (as
   * `prefixUrl`), headers, query, timeout, size limit, connections and errors. A header function is called once, now. The
   * client's hooks do not run; add your own to got. Streams have no size limit, and fail with got's own errors, whose options
   * contain headers: do not log those. Call this method whenever you need got, and do not keep the result.
   */
  got(): Promise<Got> {
    return configuredGot(this.#context.connections, this.#settings, this.#log);
  }

  /** Lines have the name of the API, also those of a client that extends it. */
  get #log(): Logger {
    return this.#base ? this.#base.#log : this.#ownLog;
  }

  /** Combined when they are needed: a class with `@HttpApi()` may extend itself in its constructor, before it has its own options. */
  get #settings(): ClientSettings {
    const base = this.#base ? this.#base.#settings : DEFAULT_SETTINGS;
    return (this.#combined ??= this.#options.reduce(extendSettings, base));
  }
}
