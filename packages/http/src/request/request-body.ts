import type { HttpMethod, RequestParts } from "./request-parts.js";
import { applySearchParams } from "./request-url.js";

/** A body in the form in which it is sent. */
export interface RequestBody {
  readonly content: string | Uint8Array;
  /** Sent unless the headers say otherwise. */
  readonly type?: string;
}

const BODY_OPTIONS = ["json", "form", "body"] as const;

/** @throws `TypeError` if there is more than one body, or one that cannot be sent */
export function requestBody(method: HttpMethod, options: RequestParts): RequestBody | undefined {
  const given = BODY_OPTIONS.filter((option) => options[option] !== undefined);
  if (given.length > 1)
    throw new TypeError(`A request can have one body, but found ${given.join(" and ")}: keep one of them.`);
  if (given.length === 1 && (method === "GET" || method === "HEAD")) {
    throw new TypeError(
      `A ${method} request cannot have a body, but found ${given.join()}: use searchParams, or post().`,
    );
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
  // Typed as `string`, but undefined for functions and symbols.
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined) throw new TypeError(`json is a ${typeof value}: pass a value that JSON can represent.`);
  return text;
}
