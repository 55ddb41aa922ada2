import type { SearchParams } from "./request-options.js";

const WITH_SCHEME = /^[a-z][a-z\d+.-]*:\/\//i;
const EXAMPLE = '"https://shop.example/api/"';

/**
 * Where all requests of a client go.
 *
 * @throws TypeError when it is not absolute, not http(s), or has a query
 */
export function parseBaseUrl(baseUrl: string | URL): URL {
  const text = withoutQuery(String(baseUrl));
  const url = WITH_SCHEME.test(text) ? tryParse(baseUrl) : undefined;
  if (!url) throw new TypeError(`baseUrl is "${text}": write an absolute address, such as ${EXAMPLE}.`);
  requireWeb(url, "baseUrl");
  if (url.search || url.hash) {
    throw new TypeError(`baseUrl "${text}" has a query or a fragment: put parameters into searchParams.`);
  }
  return url;
}

/**
 * The address for a path, which is always below the base, whether or not it begins with a slash. An absolute address
 * stands for itself.
 *
 * @throws TypeError when there is no base, or no address comes of it
 */
export function resolveUrl(path: string | URL, baseUrl: URL | undefined): URL {
  const text = String(path);
  if (WITH_SCHEME.test(text)) {
    const url = tryParse(text);
    if (!url) throw new TypeError(`"${withoutQuery(text)}" is no web address: write one such as ${EXAMPLE}.`);
    return requireWeb(url, "The address");
  }
  if (!baseUrl) {
    throw new TypeError(
      `"${withoutQuery(text)}" is no absolute address, and the client has no baseUrl: ` +
        `inject HttpClient and extend({ baseUrl: ${EXAMPLE} }) it first.`,
    );
  }
  const below = text.replace(/^\/+/, "");
  // Joined as text: new URL(path, base) would drop the base's last segment, and take "steam:1" for a scheme.
  return new URL(below === "" ? baseUrl.href : `${baseUrl.href.replace(/\/+$/, "")}/${below}`);
}

/** Adds the parameters of a client, where the address does not have its own: that is nearer to the caller. */
export function addCommonParams(url: URL, params: SearchParams): void {
  const missing = Object.entries(params).filter(([name]) => !url.searchParams.has(name));
  applySearchParams(url.searchParams, Object.fromEntries(missing));
}

/** Writes parameters over those that are there. */
export function applySearchParams(target: URLSearchParams, params: SearchParams): void {
  for (const [name, value] of Object.entries(params)) {
    target.delete(name);
    if (value === undefined) continue;
    for (const one of Array.isArray(value) ? (value as readonly unknown[]) : [value]) target.append(name, String(one));
  }
}

function requireWeb(url: URL, what: string): URL {
  if (url.protocol === "http:" || url.protocol === "https:") return url;
  throw new TypeError(`${what} begins with "${url.protocol}": write one such as ${EXAMPLE}.`);
}

function tryParse(url: string | URL): URL | undefined {
  try {
    return new URL(url);
  } catch {
    return undefined;
  }
}

/** For messages: keys are in the query, passwords before an @. */
function withoutQuery(text: string): string {
  return text.replace(/[?#].*$/s, "").replace(/\/\/[^/]*@/, "//");
}
