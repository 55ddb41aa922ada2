import type { HttpMethod, RequestOptions } from "./request-options.js";
import { applySearchParams } from "./request-url.js";

/** A body as it is sent. */
export interface RequestBody {
  readonly content: string | Uint8Array;
  /** Sent unless the headers say otherwise. */
  readonly type?: string;
}

const WAYS = ["json", "form", "body"] as const;

/** @throws TypeError when there is more than one body, or one that cannot be sent */
export function requestBody(method: HttpMethod, options: RequestOptions): RequestBody | undefined {
  const given = WAYS.filter((way) => options[way] !== undefined);
  if (given.length > 1) throw new TypeError(`A request has one body, but ${given.join(" and ")} are given: keep one.`);
  if (given.length === 1 && (method === "GET" || method === "HEAD")) {
    throw new TypeError(`A ${method} request has no body, but ${given.join()} is given: use searchParams, or post().`);
  }
  if (options.json !== undefined) return { content: asJson(options.json), type: "application/json" };
  if (options.form) {
    const form = new URLSearchParams();
    applySearchParams(form, options.form);
    return { content: form.toString(), type: "application/x-www-form-urlencoded" };
  }
  return options.body === undefined ? undefined : { content: options.body };
}

function asJson(value: unknown): string {
  // Typed `string`, but functions and symbols give nothing.
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined) throw new TypeError(`json is a ${typeof value}: give something that JSON can hold.`);
  return text;
}
