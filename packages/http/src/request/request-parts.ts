/** The method of a request. */
export type HttpMethod = "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS";

/** Headers by case-insensitive name. `undefined` removes a header that the client would send. */
export type HttpHeaders = Readonly<Record<string, string | undefined>>;

type SearchParam = string | number | boolean;

/** Query parameters by name. An array repeats the name; `undefined` removes it. */
export type SearchParams = Readonly<Record<string, SearchParam | readonly SearchParam[] | undefined>>;

/** What is sent. All of it is optional; `json`, `form` and `body` exclude each other. */
export interface RequestParts {
  /** Added to the client's headers. The same name replaces its value. */
  readonly headers?: HttpHeaders | undefined;
  /** Added to the query of the client and of the path. The same name replaces its value. */
  readonly searchParams?: SearchParams | undefined;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as a form, `application/x-www-form-urlencoded`. */
  readonly form?: SearchParams | undefined;
  /** Sent as it is. Set its `content-type` in the headers. */
  readonly body?: string | Uint8Array | undefined;
}
