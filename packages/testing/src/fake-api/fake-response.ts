import type { IncomingHttpHeaders, ServerResponse } from "node:http";

/** A request that a {@link FakeApi} has received. */
export interface FakeRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** The body as text. */
  readonly body: string;
  /** What the parts of the route's path with `:` stand for. */
  readonly params: Readonly<Record<string, string>>;
  /** When it arrived, in milliseconds since 1970, on the clock of the test. */
  readonly at: number;
  /** Returns the body, parsed as JSON. */
  json(): unknown;
  /** Returns the body, read as a form. */
  form(): URLSearchParams;
}

/** A response with a status, headers or a body that is not JSON. */
export class FakeResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string;

  /** @param body - sent as JSON, unless it is a text; then set its `content-type` */
  constructor(
    body: unknown,
    {
      status = 200,
      headers = {},
    }: { readonly status?: number; readonly headers?: Readonly<Record<string, string | readonly string[]>> } = {},
  ) {
    this.status = status;
    const isText = typeof body === "string";
    this.body = isText ? body : body === undefined ? "" : JSON.stringify(body);
    this.headers = { "content-type": isText ? "text/html; charset=utf-8" : "application/json", ...headers };
  }
}

/** Returns what a route responds with: a value that is sent as JSON, or a {@link FakeResponse}. To throw is a mistake, which `close()` of the {@link FakeApi} reports. */
export type FakeHandler = (request: FakeRequest) => unknown;

/** Sends a response, unless the client has gone meanwhile. */
export function send({ status, headers, body }: FakeResponse, response: ServerResponse): void {
  if (response.destroyed || response.headersSent) return;
  response.writeHead(status, headers as Record<string, string | string[]>).end(body);
}
