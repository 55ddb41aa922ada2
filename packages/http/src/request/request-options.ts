/** The verb of a request. */
export type HttpMethod = "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS";

/** Headers by name, in any case. `undefined` takes away a header that the client would send. */
export type HttpHeaders = Readonly<Record<string, string | undefined>>;

type SearchParam = string | number | boolean;

/** Query parameters by name. An array sends its name several times; `undefined` sends nothing. */
export type SearchParams = Readonly<Record<string, SearchParam | readonly SearchParam[] | undefined>>;

/** What one request can be made with, all of it optional. At most one of `json`, `form` and `body` can be there. */
export interface RequestOptions {
  /** Added to the client's headers; the same name replaces. */
  readonly headers?: HttpHeaders | undefined;
  /** Added to the client's and the path's query; the same name replaces. */
  readonly searchParams?: SearchParams | undefined;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as a filled-in form, `application/x-www-form-urlencoded`. */
  readonly form?: SearchParams | undefined;
  /** Sent as it is; set its `content-type` in the headers. */
  readonly body?: string | Uint8Array | undefined;
  /** Milliseconds from sending until the whole answer is there, redirects included; 60,000 when left out. */
  readonly timeout?: number | undefined;
  /** Stops the request; it then rejects with the signal's reason. It is stopped anyway when the integration closes. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Whether to go where a redirect leads, up to ten times; yes when left out. If not, the redirect is the answer. The
   * headers `authorization` and `cookie` do not go along to another host; all others do.
   */
  readonly followRedirects?: boolean | undefined;
  /** Statuses from 400 on that are an answer to look at, not an error: `acceptStatus: [404]`. */
  readonly acceptStatus?: readonly number[] | undefined;
}
