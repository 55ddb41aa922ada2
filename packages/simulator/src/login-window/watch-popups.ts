import type { BrowserContext, Request } from "playwright-core";
import type { EndWatch } from "./end-watch.js";

/**
 * Shows the watch where new windows go to while there is no page of theirs yet that could be asked: their first address, and
 * the hops of its redirect.
 */
export function watchPopups(context: BrowserContext, watch: EndWatch): void {
  context.on("request", (request) => {
    if (!request.isNavigationRequest() || hasPage(request)) return;
    void fullAddress(request)
      .catch(() => request.url())
      .then((address) => {
        watch.see(address, () => request.response());
      });
  });
}

/** Playwright throws for a navigation that has no page yet. */
function hasPage(request: Request): boolean {
  try {
    return Boolean(request.frame());
  } catch {
    return false;
  }
}

/** A request has no fragment; the redirect that has led to it does. */
async function fullAddress(request: Request): Promise<string> {
  const before = request.redirectedFrom();
  const location = await (await before?.response())?.headerValue("location");
  if (!before || location == null) return request.url();
  return new URL(location, before.url()).href;
}
