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
  /**
   * Resolves to what a function makes of the body, checked by a schema; or to `UNCHANGED`, without calling it, if nothing has changed.
   *
   * @example
   * ```ts
   * return this.api.get("/owned", { ifChanged: run }).json(OwnedPage, ({ keys }) => keys.map(toGame));
   * ```
   */
  json<Schema extends StandardSchemaV1, Result>(
    schema: Schema,
    use: (body: StandardSchemaV1.InferOutput<Schema>) => Result,
    options?: JsonOptions,
  ): Promise<Awaited<Result> | typeof UNCHANGED>;
}

/** Adds the shortcut of a conditional request to a promise. */
export function conditionalPromise(response: Promise<HttpResponse>): ConditionalResponsePromise {
  return Object.assign(response, {
    json: async (schema: StandardSchemaV1, use: (body: unknown) => unknown, options?: JsonOptions) => {
      const received = await response;
      return received.status === 304 ? UNCHANGED : await use(await received.json(schema, options));
    },
  }) as ConditionalResponsePromise;
}
