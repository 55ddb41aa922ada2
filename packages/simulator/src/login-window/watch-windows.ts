import type { BrowserContext, Frame, Page, Request } from "playwright-core";
import type { EndWatch } from "./end-watch.js";

/**
 * Watches the windows that pages open, from their first request on. Playwright tells of a window when its first page comes, and
 * to attach to it takes a moment more; until then its own events have to do, which leave the fragment out.
 *
 * @param attach - Has the page watched, with its fragments, by the time that the promise is kept.
 */
export function watchWindows(context: BrowserContext, watch: EndWatch, attach: (page: Page) => Promise<void>): void {
  const attaching = new Map<Page, Promise<void>>();
  context.on("page", (page) => {
    // What breaks off is a window that has gone.
    const attached = attach(page).catch(() => undefined);
    attaching.set(page, attached);
    void attached.then(() => attaching.delete(page));
  });
  context.on("request", (request) => {
    if (!request.isNavigationRequest()) return;
    const frame = frameOf(request);
    if (!frame) return void seeRequest(request, watch);
    // Where the window is by then is seen first, as that has the fragment.
    if (!frame.parentFrame()) void attaching.get(frame.page())?.then(() => seeRequest(request, watch));
  });
}

/** Playwright throws for a window that it has not told of. */
function frameOf(request: Request): Frame | undefined {
  try {
    return request.frame();
  } catch {
    return undefined;
  }
}

async function seeRequest(request: Request, watch: EndWatch): Promise<void> {
  const address = await fullAddress(request).catch(() => request.url());
  watch.see(address, () => request.response());
}

/** A request has no fragment; the redirect that has led to it does. */
async function fullAddress(request: Request): Promise<string> {
  const before = request.redirectedFrom();
  const location = await (await before?.response())?.headerValue("location");
  if (!before || location == null) return request.url();
  return new URL(location, before.url()).href;
}
