import type { CDPSession } from "playwright-core";
import type { EndWatch } from "./end-watch.js";

interface Frame {
  readonly id: string;
  readonly url: string;
  readonly urlFragment?: string;
  readonly unreachableUrl?: string;
}

/**
 * Checks each address that the main frame of a page visits, including every redirect, other schemes, fragments and
 * `history.pushState`. Playwright's own `request` event omits the fragment, which often contains the token.
 */
export async function watchPage(session: CDPSession, watch: EndWatch): Promise<void> {
  const mainFrame = (await session.send("Page.getFrameTree")).frameTree.frame.id;
  session.on("Network.requestWillBeSent", ({ type, frameId, requestId, request }) => {
    if (type !== "Document" || frameId !== mainFrame) return;
    watch.check(request.url + (request.urlFragment ?? ""), "loaded", () => responseTo(session, requestId));
  });
  session.on("Page.navigatedWithinDocument", ({ frameId, url }) => {
    if (frameId === mainFrame) watch.check(url, "within the page");
  });
  // Without a request: data: and blob: pages, and pages restored by the back button.
  session.on("Page.frameNavigated", ({ frame }) => {
    if (frame.id === mainFrame) watch.check(addressOf(frame), "loaded");
  });
  // The address of a window that a page opens: the window may close before a session is attached to it.
  session.on("Page.windowOpen", ({ url }) => {
    watch.check(url, "loaded");
  });
  await Promise.all([session.send("Network.enable"), session.send("Page.enable")]);
  // A popup may have started to load before.
  watch.check(addressOf((await session.send("Page.getFrameTree")).frameTree.frame), "loaded");
}

/** The URL of a page that could not be loaded is that of the error page. */
function addressOf({ url, urlFragment = "", unreachableUrl }: Frame): string {
  return unreachableUrl ?? url + urlFragment;
}

async function responseTo(session: CDPSession, requestId: string): Promise<void> {
  await new Promise<void>((resolve) => {
    const ours = (event: { readonly requestId: string }): void => {
      if (event.requestId === requestId) resolve();
    };
    session.on("Network.responseReceived", ours);
    session.on("Network.loadingFailed", ours);
    // A redirect: this is the next request.
    session.on("Network.requestWillBeSent", ours);
  });
}
