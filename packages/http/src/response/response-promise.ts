import { UNCHANGED } from "@galaxy-kit/sdk";
import type { StandardSchemaV1 } from "@standard-schema/spec";
import type { HttpResponse, JsonOptions } from "./http-response.js";

/** A pending response, with shortcuts to its body. */
export interface HttpResponsePromise extends Promise<HttpResponse> {
  /**
   * Resolves to the body, checked by a Standard Schema, such as one of zod. Rejects with `UnknownBackendResponse` if it does not fit: see
   * {@link HttpResponse.json}.
   */
  json<Schema extends StandardSchemaV1>(
    schema: Schema,
    options?: JsonOptions,
  ): Promise<StandardSchemaV1.InferOutput<Schema>>;
  /** Resolves to the body. `T` is the type that you expect; it is not checked. */
  json<T = unknown>(options?: JsonOptions): Promise<T>;
  /** See {@link HttpResponse.text}. */
  text(): Promise<string>;
  /** Resolves to the body as bytes. */
  buffer(): Promise<Buffer>;
}

/** Adds the shortcuts to a promise. They start nothing: the request has already been sent. */
export function responsePromise(response: Promise<HttpResponse>): HttpResponsePromise {
  return Object.assign(response, {
    json: async (...args: [schema: StandardSchemaV1, options?: JsonOptions]) => (await response).json(...args),
    text: async () => (await response).text(),
    buffer: async () => (await response).body,
  }) as HttpResponsePromise;
}

/** A pending response of a request with `ifChanged`. */
export interface ConditionalResponsePromise extends Promise<HttpResponse> {
  /** See {@link HttpResponsePromise.json}. Resolves to `UNCHANGED` if nothing has changed. */
  json<Schema extends StandardSchemaV1>(
    schema: Schema,
    options?: JsonOptions,
  ): Promise<StandardSchemaV1.InferOutput<Schema> | typeof UNCHANGED>;
  /** Resolves to the body, or to `UNCHANGED` if nothing has changed. `T` is the type that you expect; it is not checked. */
  json<T = unknown>(options?: JsonOptions): Promise<T | typeof UNCHANGED>;
  /** Resolves to the body as text, or to `UNCHANGED` if nothing has changed. */
  text(): Promise<string | typeof UNCHANGED>;
}

/** Adds the shortcuts of a conditional request to a promise. */
export function conditionalPromise(response: Promise<HttpResponse>): ConditionalResponsePromise {
  const unlessUnchanged = async <T>(read: (received: HttpResponse) => T): Promise<Awaited<T> | typeof UNCHANGED> => {
    const received = await response;
    return received.status === 304 ? UNCHANGED : await read(received);
  };
  return Object.assign(response, {
    json: (...args: [schema: StandardSchemaV1, options?: JsonOptions]) =>
      unlessUnchanged((received) => received.json(...args)),
    text: () => unlessUnchanged((received) => received.text()),
  }) as ConditionalResponsePromise;
}
