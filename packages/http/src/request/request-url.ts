import { OptionError } from "./option-error.js";
import type { SearchParams } from "./request-parts.js";

const WITH_SCHEME = /^[a-z][a-z\d+.-]*:\/\//i;
const EXAMPLE = '"https://shop.example/api/"';

/**
 * Parses the base URL of a client.
 *
 * @throws `TypeError` if it is not absolute, not http(s), or has a query
 */
export function parseBaseUrl(baseUrl: string | URL): URL {
  const text = withoutQuery(String(baseUrl));
  const url = WITH_SCHEME.test(text) ? tryParse(baseUrl) : undefined;
  if (!url) throw new OptionError(`baseUrl is "${text}"`, `Use an absolute URL, such as ${EXAMPLE}.`);
  requireWeb(url, "baseUrl");
  if (url.search || url.hash) {
    throw new OptionError(`baseUrl "${text}" has a query or a fragment`, "Put parameters in searchParams.");
  }
  return url;
}

/**
 * Returns the URL for a path, which is always relative to the base, with or without a leading slash. An absolute URL is returned
 * as it is.
 *
 * @throws `TypeError` if there is no base, or the result is not a valid URL
 */
export function resolveUrl(path: string | URL, baseUrl: URL | undefined): URL {
  const text = String(path);
  if (WITH_SCHEME.test(text)) {
    const url = tryParse(text);
    if (!url) throw new OptionError(`"${withoutQuery(text)}" is not a valid URL`, `Use one such as ${EXAMPLE}.`);
    return requireWeb(url, "The URL");
  }
  if (!baseUrl) {
    throw new OptionError(
      `"${withoutQuery(text)}" is not an absolute URL, and the client has no baseUrl`,
      `Add one to @HttpApi({ baseUrl: ${EXAMPLE} }), or extend({ … }) the client first.`,
    );
  }
  const relativePath = text.replace(/^\/+/, "");
  // Joined as text: new URL(path, base) would drop the base's last segment, and read "steam:1" as a scheme.
  return new URL(relativePath === "" ? baseUrl.href : `${baseUrl.href.replace(/\/+$/, "")}/${relativePath}`);
}

/** Adds the client's parameters, unless the URL has its own, which are closer to the caller. */
export function addCommonParams(url: URL, params: SearchParams): void {
  const missing = Object.entries(params).filter(([name]) => !url.searchParams.has(name));
  applySearchParams(url.searchParams, Object.fromEntries(missing));
}

/** Sets parameters, and replaces existing ones. */
export function applySearchParams(target: URLSearchParams, params: SearchParams): void {
  for (const [name, value] of Object.entries(params)) {
    target.delete(name);
    if (value === undefined) continue;
    for (const one of Array.isArray(value) ? (value as readonly unknown[]) : [value]) target.append(name, String(one));
  }
}

function requireWeb(url: URL, what: string): URL {
  if (url.protocol === "http:" || url.protocol === "https:") return url;
  throw new OptionError(`${what} starts with "${url.protocol}"`, `Use one such as ${EXAMPLE}.`);
}

function tryParse(url: string | URL): URL | undefined {
  try {
    return new URL(url);
  } catch {
    return undefined;
  }
}

/** For messages: the query may contain keys, and the part before an @ a password. */
function withoutQuery(text: string): string {
  return text.replace(/[?#].*$/s, "").replace(/\/\/[^/]*@/, "//");
}
