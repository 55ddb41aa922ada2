import type { BrowserContext } from "playwright-core";

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Resizes a window until its content has the given size, as in GALAXY: the browser itself takes the size of the window with its frame. A
 * window manager may prevent it.
 */
export async function fitWindow(context: BrowserContext, { width, height }: Size): Promise<void> {
  const [page] = context.pages();
  if (!page) return;
  const session = await context.newCDPSession(page);
  try {
    const { windowId, bounds } = await session.send("Browser.getWindowForTarget");
    const { result } = await session.send("Runtime.evaluate", {
      expression: "({ width: innerWidth, height: innerHeight })",
      returnByValue: true,
    });
    const content = result.value as Size;
    await session.send("Browser.setWindowBounds", {
      windowId,
      bounds: {
        width: (bounds.width ?? width) + width - content.width,
        height: (bounds.height ?? height) + height - content.height,
      },
    });
  } catch {
    // The login works in a window of any size.
  } finally {
    await session.detach().catch(() => undefined);
  }
}
