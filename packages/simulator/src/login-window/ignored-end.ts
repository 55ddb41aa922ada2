import type { Behavior } from "../behavior.js";

/** How an address was reached: its page was requested, or a page only changed the address. */
export type Arrival = "loaded" | "within the page";

/** Returns why a login does not end at an address although it matches; undefined if it does. */
export function whyIgnored(address: string, arrival: Arrival, behavior: Behavior): string | undefined {
  if (behavior.ignoresLoopback && isLoopback(address))
    return "GALAXY 2.1 does not notice addresses of this computer: redirect from that page to an address on the internet, and match that one. To try a server that stands in for a website, switch this off: --behavior ignoresLoopback=off";
  if (behavior.ignoresSinglePageNavigation && arrival === "within the page")
    return "GALAXY 2.1 notices only pages that are loaded: let a script of `js` assign the address to location";
  return undefined;
}

/** Returns an address without what may be secret in it. */
export function withoutSecrets(address: string): string {
  return address.replace(/[?#].*/s, "");
}

function isLoopback(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { hostname } = new URL(address);
  return /^(?:127\.\d+\.\d+\.\d+|\[::1\]|(?:.+\.)?localhost)$/.test(hostname);
}
