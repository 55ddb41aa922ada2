import type { BeforeRedirectHook } from "got";

/** Keeps headers from another host that a redirect leads to, and from the same host without https, where anyone could read them. */
export function keepFromOthers(names: readonly string[]): BeforeRedirectHook {
  return (next, { url }) => {
    if (next.url instanceof URL && next.url.origin === new URL(url).origin) return;
    for (const name of names) Reflect.deleteProperty(next.headers, name);
  };
}
