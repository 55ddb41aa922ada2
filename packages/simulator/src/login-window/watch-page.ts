import type { CDPSession } from "playwright-core";
import type { EndWatch } from "./end-watch.js";

interface Frame {
  readonly id: string;
  readonly url: string;
  readonly urlFragment?: string;
  readonly unreachableUrl?: string;
}

/**
 * Shows the watch each address that the main frame of a page goes to: every hop of a redirect, other schemes, fragments and
 * `history.pushState` included. Playwright's own `request` event leaves the fragment out, which is where the token is.
 */
export async function watchPage(session: CDPSession, watch: EndWatch): Promise<void> {
  const mainFrame = (await session.send("Page.getFrameTree")).frameTree.frame.id;
  session.on("Network.requestWillBeSent", ({ type, frameId, requestId, request }) => {
    if (type !== "Document" || frameId !== mainFrame) return;
    watch.see(request.url + (request.urlFragment ?? ""), () => answerTo(session, requestId));
  });
  session.on("Page.navigatedWithinDocument", ({ frameId, url }) => {
    if (frameId === mainFrame) watch.see(url);
  });
  // Without a request: data: and blob: pages, and what the back button brings back.
  session.on("Page.frameNavigated", ({ frame }) => {
    if (frame.id === mainFrame) watch.see(addressOf(frame));
  });
  // The address of a window that a page opens, which can be gone before there is a session for the window.
  session.on("Page.windowOpen", ({ url }) => {
    watch.see(url);
  });
  await Promise.all([session.send("Network.enable"), session.send("Page.enable")]);
  // A popup has been on its way before.
  watch.see(addressOf((await session.send("Page.getFrameTree")).frameTree.frame));
}

/** A page that could not be loaded has the address of the error page. */
function addressOf({ url, urlFragment = "", unreachableUrl }: Frame): string {
  return unreachableUrl ?? url + urlFragment;
}

async function answerTo(session: CDPSession, requestId: string): Promise<void> {
  await new Promise<void>((resolve) => {
    const ours = (event: { readonly requestId: string }): void => {
      if (event.requestId === requestId) resolve();
    };
    session.on("Network.responseReceived", ours);
    session.on("Network.loadingFailed", ours);
    // It was a redirect, and this is the next hop.
    session.on("Network.requestWillBeSent", ours);
  });
}
