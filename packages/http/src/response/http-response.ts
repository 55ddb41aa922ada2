import { inspect } from "node:util";
import { UnknownBackendResponse } from "@galaxy-kit/sdk";
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
  readonly #request: HttpRequest;

  readonly status: number;
  readonly headers: ResponseHeaders;
  /** The URL it came from, which differs from the URL of the request after a redirect. */
  readonly url: string;
  readonly body: Buffer;

  constructor(request: HttpRequest, parts: ResponseParts) {
    this.#request = request;
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
   * @throws `UnknownBackendResponse` if the content type is not JSON, or the body is not valid JSON
   */
  json<T = unknown>({ contentTypes = [], bigIntegers = "number" }: JsonOptions = {}): T {
    const type = mediaType(this.#contentType);
    if (contentTypes !== "any" && !isJson(type) && !contentTypes.includes(type)) {
      throw this.#unexpected(`${type === "" ? "no content type" : type} instead of JSON`);
    }
    try {
      const text = this.text();
      return JSON.parse(bigIntegers === "text" ? quoteBigIntegers(text) : text) as T;
    } catch {
      // No cause: the message of JSON.parse quotes the body.
      throw this.#unexpected(`${this.body.length} bytes that are not valid JSON`);
    }
  }

  toString(): string {
    return `${describe(this.#request)} returned status ${this.status}`;
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
    return new UnknownBackendResponse(`${this.toString()} with ${what}`, {
      data: { method: this.#request.method, url: redactUrl(this.#request.url), status: this.status },
    });
  }
}
