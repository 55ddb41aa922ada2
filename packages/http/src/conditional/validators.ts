import type { SourceRun } from "@galaxy-kit/sdk";
import type { HttpRequest } from "../request/http-request.js";
import type { HttpResponse } from "../response/http-response.js";

/** Says what was received before: a `SourceRun`, or two objects that stand for this answer and for the last one that was used. */
export type IfChanged = Pick<SourceRun<unknown>, "mark" | "previousMark">;

interface Known {
  readonly etag: string | undefined;
  readonly lastModified: string | undefined;
}

/**
 * What servers said to recognize their responses by, for each run that received one. Only what a successful run has received is compared
 * with: an answer that could not be used is asked for again.
 */
export class Validators {
  readonly #byRun = new WeakMap<object, Map<string, Known>>();

  /** Adds the headers that ask whether a response has changed. */
  ask({ headers, url }: HttpRequest, { previousMark }: IfChanged): void {
    const known = previousMark && this.#byRun.get(previousMark)?.get(url.href);
    if (known?.etag !== undefined) headers["if-none-match"] ??= known.etag;
    if (known?.lastModified !== undefined) headers["if-modified-since"] ??= known.lastModified;
  }

  /** Remembers a response, or that it is as it was. */
  remember({ request: { url }, status, headers }: HttpResponse, { mark, previousMark }: IfChanged): void {
    const known =
      status === 304
        ? previousMark && this.#byRun.get(previousMark)?.get(url.href)
        : { etag: textOf(headers["etag"]), lastModified: textOf(headers["last-modified"]) };
    if (!known) return;
    const ofRun = this.#byRun.get(mark) ?? new Map<string, Known>();
    ofRun.set(url.href, known);
    this.#byRun.set(mark, ofRun);
  }
}

function textOf(header: string | string[] | undefined): string | undefined {
  return typeof header === "string" ? header : undefined;
}
