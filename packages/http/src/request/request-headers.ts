import type { Awaitable } from "@galaxy-kit/sdk";
import type { HttpHeaders } from "./request-parts.js";

/** Headers, or a function that returns them before each request. */
export type HeaderSource = HttpHeaders | (() => Awaitable<HttpHeaders>);

/** RFC 9110, section 5.6.2. */
const HEADER_NAME = /^[\w!#$%&'*+.^`|~-]+$/;
/** RFC 9110, section 5.5. */
const NOT_IN_A_VALUE = /[^\t\x20-\x7e\x80-\xff]/u;

/** @throws TypeError if a header has a name or value that no header can have; without the value, which may be a secret */
export function requireHeaders(headers: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(headers)) {
    if (!HEADER_NAME.test(name)) {
      throw new TypeError(`headers: ${JSON.stringify(name)} is not a valid name: use letters, digits and hyphens.`);
    }
    if (typeof value !== "string") {
      throw new TypeError(
        `headers: the value of "${name}" is ${value === null ? "null" : `a ${typeof value}`}: pass a string.`,
      );
    }
    const [invalid] = NOT_IN_A_VALUE.exec(value) ?? [];
    if (invalid !== undefined) {
      const code = invalid.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0") ?? "";
      throw new TypeError(
        `headers: the value of "${name}" contains U+${code}, which no header can hold: ` +
          "remove line feeds with trim(), and encode other characters, for example with encodeURIComponent().",
      );
    }
  }
}

/** Merges several sets of headers, by lowercase name. Later ones replace earlier ones. */
export async function resolveHeaders(sources: readonly HeaderSource[]): Promise<Record<string, string>> {
  const headers = new Map<string, string>();
  for (const source of sources) {
    const headersOfSource = typeof source === "function" ? await source() : source;
    for (const [name, value] of Object.entries(headersOfSource)) {
      if (value === undefined) headers.delete(name.toLowerCase());
      else headers.set(name.toLowerCase(), value);
    }
  }
  return Object.fromEntries(headers);
}
