import type { BrowserContext } from "playwright-core";

/** Whether there is a process of this number. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}

/** How long a busy browser may take to answer. */
const longestAnswer = 10_000;

/** The number of the browser's main process, if the browser tells it. */
export async function pidOf(context: BrowserContext): Promise<number | undefined> {
  const silent = new Promise<undefined>((resolve) => setTimeout(resolve, longestAnswer, undefined).unref());
  return await Promise.race([askPid(context).catch(() => undefined), silent]);
}

async function askPid(context: BrowserContext): Promise<number | undefined> {
  const session = await context.browser()?.newBrowserCDPSession();
  const info = await session?.send("SystemInfo.getProcessInfo");
  return info?.processInfo.find(({ type }) => type === "browser")?.id;
}

/** How long a browser may take to write what it has to. */
const patience = 5000;

/**
 * Waits until a process has ended, and ends it when it takes too long. Playwright does not wait for a browser that the user
 * quits, and such a browser goes on writing into its profile.
 */
export async function processEnded(pid: number): Promise<void> {
  const limit = Date.now() + patience;
  while (isAlive(pid)) {
    if (Date.now() > limit) return void process.kill(pid, "SIGKILL");
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
