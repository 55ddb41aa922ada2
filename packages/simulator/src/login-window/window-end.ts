import type { BrowserContext } from "playwright-core";

/**
 * Waits until the browser has no window any more. The first one may be closed while the login goes on in another, of which
 * Playwright does not tell before its first page is there.
 */
export async function windowsClosed(context: BrowserContext): Promise<"closed"> {
  return await new Promise((resolve) => {
    const closed = (): void => resolve("closed");
    context.on("close", closed);
    // A browser that answers nothing has gone.
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

/** Whether something is over that an error may be the consequence of. */
export async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  return await Promise.race([
    promise.then(
      () => true,
      () => true,
    ),
    // The end and what it interrupts come in the same moment, in either order.
    new Promise<boolean>((resolve) => setTimeout(resolve, 600, false)),
  ]);
}
