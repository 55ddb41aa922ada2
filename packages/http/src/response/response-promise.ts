import type { HttpResponse, JsonOptions } from "./http-response.js";

/** A pending response, with shortcuts to its body. */
export interface HttpResponsePromise extends Promise<HttpResponse> {
  /** See {@link HttpResponse.json}. */
  json<T = unknown>(options?: JsonOptions): Promise<T>;
  /** See {@link HttpResponse.text}. */
  text(): Promise<string>;
  /** Resolves to the body as bytes. */
  buffer(): Promise<Buffer>;
}

/** Adds the shortcuts to a promise. They start nothing: the request has already been sent. */
export function responsePromise(response: Promise<HttpResponse>): HttpResponsePromise {
  return Object.assign(response, {
    json: async <T>(options?: JsonOptions) => (await response).json<T>(options),
    text: async () => (await response).text(),
    buffer: async () => (await response).body,
  });
}
