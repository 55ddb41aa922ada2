import type { HttpResponse, JsonOptions } from "./http-response.js";

/** An answer that is on its way, with short cuts to its body. */
export interface HttpResponsePromise extends Promise<HttpResponse> {
  /** See {@link HttpResponse.json}. */
  json<T = unknown>(options?: JsonOptions): Promise<T>;
  /** See {@link HttpResponse.text}. */
  text(): Promise<string>;
  /** The body as bytes. */
  buffer(): Promise<Buffer>;
}

/** Gives a promise its short cuts. They begin nothing: the request is on its way already. */
export function responsePromise(response: Promise<HttpResponse>): HttpResponsePromise {
  return Object.assign(response, {
    json: async <T>(options?: JsonOptions) => (await response).json<T>(options),
    text: async () => (await response).text(),
    buffer: async () => (await response).body,
  });
}
