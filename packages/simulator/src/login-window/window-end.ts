import type { BrowserContext, Page } from "playwright-core";

/** The last window counts: the first one may be closed while the login goes on in another. */
export async function windowsClosed(context: BrowserContext): Promise<"closed"> {
  return await new Promise((resolve) => {
    const check = (): void => {
      if (context.pages().length === 0) resolve("closed");
    };
    const heed = (page: Page): void => void page.on("close", check);
    context.pages().forEach(heed);
    context.on("page", heed);
    context.on("close", () => {
      resolve("closed");
    });
  });
}

/** Fails when the signal fires. */
export async function aborted(signal: AbortSignal): Promise<never> {
  return await new Promise((_resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
    if (signal.aborted) reject(signal.reason as Error);
  });
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
