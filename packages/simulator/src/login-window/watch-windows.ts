import type { BrowserContext, Frame, Page, Request } from "playwright-core";
import type { EndWatch } from "./end-watch.js";

/**
 * Watches the windows that pages open, from their first request on. Playwright reports a window only when its first page
 * arrives, and attaching to it takes time. Until then, Playwright's own events are used, which omit the fragment.
 *
 * @param attach - starts to watch a page, including fragments, and resolves when it has
 */
export function watchWindows(context: BrowserContext, watch: EndWatch, attach: (page: Page) => Promise<void>): void {
  const attaching = new Map<Page, Promise<void>>();
  context.on("page", (page) => {
    // It fails only if the window has closed.
    const attached = attach(page).catch(() => undefined);
    attaching.set(page, attached);
    void attached.then(() => attaching.delete(page));
  });
  context.on("request", (request) => {
    if (!request.isNavigationRequest()) return;
    const frame = frameOf(request);
    if (!frame) return void checkRequest(request, watch);
    // After attaching, because the address checked there includes the fragment.
    if (!frame.parentFrame()) void attaching.get(frame.page())?.then(() => checkRequest(request, watch));
  });
}

/** Playwright throws for a window that it has not reported yet. */
function frameOf(request: Request): Frame | undefined {
  try {
    return request.frame();
  } catch {
    return undefined;
  }
}

async function checkRequest(request: Request, watch: EndWatch): Promise<void> {
  const address = await fullAddress(request).catch(() => request.url());
  watch.check(address, "loaded", () => request.response());
}

/** A request has no fragment, but the redirect that led to it may have one. */
async function fullAddress(request: Request): Promise<string> {
  const before = request.redirectedFrom();
  const location = await (await before?.response())?.headerValue("location");
  if (!before || location == null) return request.url();
  return new URL(location, before.url()).href;
}
