import { inspect } from "node:util";
import { UnknownBackendResponse } from "@galaxy-kit/sdk";
import { describe } from "../errors/map-error.js";
import { redactUrl } from "../errors/redact-url.js";
import type { HttpRequest } from "../request/http-request.js";
import { decoderFor, isJson, mediaType } from "./content-type.js";

/** Headers of an answer by lower-case name; `set-cookie` is an array, the others are text. */
export type ResponseHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** How an answer is read as JSON. */
export interface JsonOptions {
  /**
   * Content types that hold JSON too, beside `application/json` and `…+json`: `["text/javascript"]`. Or `"any"`, for a
   * server that does not care.
   */
  readonly contentTypes?: readonly string[] | "any";
}

/** The parts that an answer is made of. */
export interface Answer {
  readonly status: number;
  readonly headers: ResponseHeaders;
  readonly url: string;
  readonly body: Buffer;
}

/** An answer, read to its end. Logging one prints its request, redacted, and its status only. */
export class HttpResponse {
  readonly #request: HttpRequest;

  readonly status: number;
  readonly headers: ResponseHeaders;
  /** Where it came from, which after a redirect is not where the request went. */
  readonly url: string;
  readonly body: Buffer;

  constructor(request: HttpRequest, answer: Answer) {
    this.#request = request;
    this.status = answer.status;
    this.headers = answer.headers;
    this.url = answer.url;
    this.body = answer.body;
  }

  /** The body as text, in the charset that the server names. */
  text(): string {
    return decoderFor(this.#contentType).decode(this.body);
  }

  /**
   * The body as JSON. `T` is what you expect; it is not checked.
   *
   * @throws UnknownBackendResponse when the content type is not JSON's, or the body is no JSON
   */
  json<T = unknown>({ contentTypes = [] }: JsonOptions = {}): T {
    const type = mediaType(this.#contentType);
    if (contentTypes !== "any" && !isJson(type) && !contentTypes.includes(type)) {
      throw this.#notUnderstood(`${type === "" ? "no content type" : type} in place of JSON`);
    }
    try {
      return JSON.parse(new TextDecoder().decode(this.body)) as T;
    } catch {
      // No cause: the message of JSON.parse quotes the body.
      throw this.#notUnderstood(`${this.body.length} bytes that are no JSON`);
    }
  }

  toString(): string {
    return `${describe(this.#request)} answered ${this.status}`;
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

  #notUnderstood(what: string): UnknownBackendResponse {
    return new UnknownBackendResponse(`${this.toString()} with ${what}`, {
      data: { method: this.#request.method, url: redactUrl(this.#request.url), status: this.status },
    });
  }
}
