import type { Awaitable } from "@galaxy-kit/sdk";
import type { HttpHeaders } from "./request-options.js";

/** Headers, or a function that returns them before each request. */
export type HeaderSource = HttpHeaders | (() => Awaitable<HttpHeaders>);

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
