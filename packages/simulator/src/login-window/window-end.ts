import type { BrowserContext } from "playwright-core";

const SETTLE_TIMEOUT_MS = 600;

/**
 * Resolves when the browser has no windows left. The first window may close while the login continues in another, which
 * Playwright does not report until its first page arrives.
 */
export async function windowsClosed(context: BrowserContext): Promise<"closed"> {
  return await new Promise((resolve) => {
    const closed = (): void => resolve("closed");
    context.on("close", closed);
    // A browser that does not respond has ended.
    lastWindowClosed(context, closed).catch(closed);
  });
}

async function lastWindowClosed(context: BrowserContext, closed: () => void): Promise<void> {
  const session = await context.browser()?.newBrowserCDPSession();
  const windows = new Set<string>();
  session?.on("Target.targetCreated", ({ targetInfo: { targetId, type } }) => {
    if (type === "page") windows.add(targetId);
  });
  session?.on("Target.targetDestroyed", ({ targetId }) => {
    if (windows.delete(targetId) && windows.size === 0) closed();
  });
  await session?.send("Target.setDiscoverTargets", { discover: true });
}

/** Whether a promise has settled or is about to. If so, an error may be a consequence of it. */
export async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  return await Promise.race([
    promise.then(
      () => true,
      () => true,
    ),
    // The end and the error that it causes arrive at about the same time, in either order.
    new Promise<boolean>((resolve) => setTimeout(resolve, SETTLE_TIMEOUT_MS, false)),
  ]);
}
