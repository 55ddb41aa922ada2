import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";

/** Enough for thousands of folders. In bytes. */
const MAX_FORM_SIZE = 1024 * 1024;

/** A request that a page has admitted, and the response to it. */
export class Visit {
  readonly #request: IncomingMessage;
  readonly #response: ServerResponse;

  constructor(
    request: IncomingMessage,
    response: ServerResponse,
    readonly query: URLSearchParams,
  ) {
    this.#request = request;
    this.#response = response;
  }

  /**
   * Resolves to what the user has entered.
   *
   * @throws `FormTooLarge` if that is more than 1 MiB
   */
  async readForm(): Promise<URLSearchParams> {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of this.#request as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > MAX_FORM_SIZE) throw new FormTooLarge();
      chunks.push(chunk);
    }
    return new URLSearchParams(Buffer.concat(chunks).toString("utf8"));
  }

  /** Responds with a document, as `renderDocument()` returns it. */
  show(document: string, status = 200): void {
    this.send(document, "text/html", status);
  }

  /** Responds with a value for a script. */
  sendJson(value: object): void {
    this.send(JSON.stringify(value), "application/json");
  }

  /** Responds with a text. */
  send(text: string, type: string, status = 200): void {
    const headers = { "Content-Type": `${type}; charset=utf-8`, "Content-Length": Buffer.byteLength(text) };
    this.#response.writeHead(status, headers).end(text);
  }

  /** Leads on to another address, which may be relative to the page. */
  redirect(address: string): void {
    this.#response.writeHead(303, { Location: address, "Content-Length": 0 }).end();
  }

  /** Responds without content. */
  sendNothing(): void {
    this.#response.writeHead(204).end();
  }

  /** Resolves once the response was sent, or its connection was closed. */
  async end(): Promise<void> {
    if (!this.#response.closed) await once(this.#response, "close");
  }
}

/** More than a form has. */
export class FormTooLarge extends Error {
  override readonly name = "FormTooLarge";
}
