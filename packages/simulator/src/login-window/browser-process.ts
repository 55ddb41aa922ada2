import type { BrowserContext } from "playwright-core";
import { isProcessAlive } from "../process/is-process-alive.js";

/** How long a busy browser may take to report its process id. */
const PID_TIMEOUT_MS = 10_000;

/** How long a browser may take to finish writing its profile. */
const EXIT_TIMEOUT_MS = 5_000;

const POLL_INTERVAL_MS = 10;

/** Resolves to the id of the browser's main process, or to undefined if the browser does not report it. */
export async function pidOf(context: BrowserContext): Promise<number | undefined> {
  const timeout = new Promise<undefined>((resolve) => setTimeout(resolve, PID_TIMEOUT_MS, undefined).unref());
  return await Promise.race([askPid(context).catch(() => undefined), timeout]);
}

async function askPid(context: BrowserContext): Promise<number | undefined> {
  const session = await context.browser()?.newBrowserCDPSession();
  const info = await session?.send("SystemInfo.getProcessInfo");
  return info?.processInfo.find(({ type }) => type === "browser")?.id;
}

/**
 * Waits until a process has ended, and kills it if that takes too long. Playwright does not wait for a browser that the user
 * quits, and such a browser keeps writing to its profile.
 */
export async function processEnded(pid: number): Promise<void> {
  const limit = Date.now() + EXIT_TIMEOUT_MS;
  while (isProcessAlive(pid)) {
    if (Date.now() > limit) return void process.kill(pid, "SIGKILL");
    await new Promise((resolve) => setTimeout(resolve, POLL_INTERVAL_MS));
  }
}
