import { inspect } from "node:util";
import { BackendNotAvailable, type Logger, UnknownBackendResponse } from "@galaxy-kit/sdk";
import type { StandardSchemaV1 } from "@standard-schema/spec";
import { checkSchema } from "../checks/check-schema.js";
import { outlineOf } from "../checks/describe-value.js";
import { describe } from "../errors/map-error.js";
import { redactUrl } from "../errors/redact-url.js";
import type { HttpRequest } from "../request/http-request.js";
import { quoteBigIntegers } from "./big-integers.js";
import { decoderFor, isJson, mediaType } from "./content-type.js";

/** Response headers by lowercase name. `set-cookie` is an array, all others are strings. */
export type ResponseHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** How to parse a response as JSON. */
export interface JsonOptions {
  /**
   * Content types to accept besides `application/json` and `…+json`, such as `["text/javascript"]`; or `"any"`, for a server
   * that does not set them correctly.
   */
  readonly contentTypes?: readonly string[] | "any";
  /**
   * How to read integers beyond ±2⁵³, which a number would round: `"text"` reads them as strings, such as the 64-bit ids of
   * Steam. Shorter ones stay numbers, so convert an id that may be either with `String(id)`. Default: `"number"`.
   */
  readonly bigIntegers?: "number" | "text";
}

/** The parts of a response. */
export interface ResponseParts {
  readonly status: number;
  readonly headers: ResponseHeaders;
  readonly url: string;
  readonly body: Buffer;
}

/** A complete response. When logged, it shows only its redacted request and its status. */
export class HttpResponse {
  readonly #log: Pick<Logger, "debug">;

  /** The request that it answers, as it was sent. */
  readonly request: HttpRequest;
  readonly status: number;
  readonly headers: ResponseHeaders;
  /** The URL it came from, which differs from the URL of the request after a redirect. */
  readonly url: string;
  readonly body: Buffer;

  constructor(request: HttpRequest, parts: ResponseParts, log: Pick<Logger, "debug">) {
    this.#log = log;
    this.request = request;
    this.status = parts.status;
    this.headers = parts.headers;
    this.url = parts.url;
    this.body = parts.body;
  }

  /** Returns the body as text, decoded with the charset that its byte order mark or the server names; UTF-8 without either. */
  text(): string {
    return decoderFor(this.#contentType, this.body).decode(this.body);
  }

  /**
   * Parses the body as JSON, decoded like {@link text}. `T` is the type that you expect; it is not checked.
   *
   * @throws `BackendNotAvailable` if it is HTML: a page for people is in the place of the backend
   * @throws `UnknownBackendResponse` if the content type is not JSON, or the body is not valid JSON
   */
  json<T = unknown>(options?: JsonOptions): T;
  /**
   * Parses the body as JSON, and checks it.
   *
   * @param schema - a Standard Schema, such as one of zod
   * @returns what the schema makes of the body
   * @throws `UnknownBackendResponse` as above, and if the body does not fit; it says where, what was expected, and what kind of value was
   * found, but nothing of the body. The names and types in the body are logged at level `debug`
   */
  json<Schema extends StandardSchemaV1>(
    schema: Schema,
    options?: JsonOptions,
  ): Promise<StandardSchemaV1.InferOutput<Schema>>;
  json(first?: StandardSchemaV1 | JsonOptions, second?: JsonOptions): unknown {
    return isSchema(first) ? this.#check(first, this.#parse(second)) : this.#parse(first);
  }

  async #check(schema: StandardSchemaV1, value: unknown): Promise<unknown> {
    const checked = await checkSchema(schema, value);
    if ("value" in checked) return checked.value;
    const error = this.#unexpected(`JSON that does not fit: ${checked.mismatch}`);
    this.#log.debug(error.message, { body: outlineOf(value) });
    throw error;
  }

  #parse({ contentTypes = [], bigIntegers = "number" }: JsonOptions = {}): unknown {
    const type = mediaType(this.#contentType);
    if (contentTypes !== "any" && !isJson(type) && !contentTypes.includes(type)) {
      if (type === "text/html") throw this.#failure(BackendNotAvailable, PAGE_INSTEAD);
      throw this.#unexpected(`${type === "" ? "no content type" : type} instead of JSON`);
    }
    try {
      const text = this.text();
      return JSON.parse(bigIntegers === "text" ? quoteBigIntegers(text) : text);
    } catch {
      // No cause: the message of JSON.parse quotes the body.
      throw this.#unexpected(`${this.body.length} bytes that are not valid JSON`);
    }
  }

  toString(): string {
    return `${describe(this.request)} returned status ${this.status}`;
  }

  toJSON(): string {
    return this.toString();
  }

  [inspect.custom](): string {
    return `HttpResponse ${this.toString()}`;
  }

  get #contentType(): string | undefined {
    const type = this.headers["content-type"];
    return typeof type === "string" ? type : undefined;
  }

  #unexpected(what: string): UnknownBackendResponse {
    return this.#failure(UnknownBackendResponse, what);
  }

  #failure<Failure extends Error>(
    Class: new (message: string, details: { data: Record<string, string | number> }) => Failure,
    what: string,
  ): Failure {
    return new Class(`${this.toString()} with ${what}`, {
      data: { method: this.request.method, url: redactUrl(this.request.url), status: this.status },
    });
  }
}

const PAGE_INSTEAD =
  "a page of HTML instead of JSON: it may be down for maintenance, want a browser, or be hidden by the login page of a network";

/** The schemas of some libraries are functions. */
function isSchema(value: StandardSchemaV1 | JsonOptions | undefined): value is StandardSchemaV1 {
  return value !== undefined && "~standard" in value;
}
