import { UnknownBackendResponse } from "@galaxy-kit/sdk";
import type { BeforeRedirectHook } from "got";
import { describe, errorData } from "../errors/map-error.js";

/** Keeps headers from another host that a redirect leads to, and from the same host without https, where anyone could read them. */
export function keepFromOthers(names: readonly string[]): BeforeRedirectHook {
  return (next, { url }) => {
    if (next.url instanceof URL && next.url.origin === new URL(url).origin) return;
    for (const name of names) Reflect.deleteProperty(next.headers, name);
  };
}

/**
 * Lets the body of a request go only to the hosts that it is meant for: with status 307 and 308, it would follow a redirect anywhere.
 *
 * @param isOwn - whether an address belongs to the API
 */
export function keepBody(isOwn: (url: URL) => boolean): BeforeRedirectHook {
  return (next, { url, statusCode }) => {
    const to = new URL(String(next.url));
    const from = new URL(url);
    if (next.body === undefined || to.origin === from.origin || isOwn(to)) return;
    const target = { method: next.method, url: from };
    throw new UnknownBackendResponse(
      `${describe(target)} was redirected (${statusCode}) to ${to.origin}, which would receive its body: ` +
        `use that address, or add it to origins if it belongs to the API`,
      { data: errorData(target) },
    );
  };
}

/**
 * Lets the headers of a login follow redirects only to the hosts that it is meant for, and not back from others.
 *
 * @param isOwn - whether an address belongs to the API
 */
export function keepLogin(headers: Readonly<Record<string, string>>, isOwn: (url: URL) => boolean): BeforeRedirectHook {
  let wasElsewhere = false;
  return (next) => {
    wasElsewhere ||= !isOwn(new URL(String(next.url)));
    // got itself removes some of them when the host changes.
    if (!wasElsewhere) Object.assign(next.headers, headers);
    else for (const name of Object.keys(headers)) Reflect.deleteProperty(next.headers, name);
  };
}
