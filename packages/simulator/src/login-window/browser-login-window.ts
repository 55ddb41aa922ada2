import type { NextStep } from "@galaxy-kit/protocol";
import type { Page } from "playwright-core";
import { aborted } from "../aborted.js";
import { blockAsGalaxyDoes } from "./block-as-galaxy-does.js";
import { collectCookies, setCookies } from "./cookies.js";
import { EndWatch } from "./end-watch.js";
import { launchBrowser } from "./launch-browser.js";
import type { LoginWindow, LoginWindowContext, LoginWindowEnd } from "./login-window.js";
import { compileScripts, runScripts } from "./page-scripts.js";
import { compilePattern } from "./pattern.js";
import { checkStartAddress } from "./start-address.js";
import { watchPage } from "./watch-page.js";
import { watchWindows } from "./watch-windows.js";
import { isSettled, windowsClosed } from "./window-end.js";
import type { BrowserLoginWindowOptions } from "./window-options.js";

/**
 * Returns login windows in a browser of this machine. Each has its own process and an empty profile, which are gone when the
 * login is over. If the client is killed, its windows close; the next window then removes the profile.
 *
 * A window throws {@link BrowserNotFoundError} if there is no browser, and the signal's reason if the signal aborts.
 */
export function browserLoginWindow(options: BrowserLoginWindowOptions = {}): LoginWindow {
  return async (step, context) => await showWindow(step, context, options);
}

/** Shows one window, by default in a browser of its own. */
export async function showWindow(
  { authParams, cookies = [], js }: NextStep,
  client: LoginWindowContext,
  options: BrowserLoginWindowOptions,
  launch = launchBrowser,
): Promise<LoginWindowEnd | "closed"> {
  const { signal, report } = client;
  signal.throwIfAborted();
  const { startUri } = authParams;
  checkStartAddress(startUri);
  const watch = new EndWatch(compilePattern(authParams.endUriRegex, "the end_uri_regex"), client);
  const scripts = compileScripts(js, report);

  const { context, close } = await launch(authParams, options);
  try {
    const over = Promise.race([watch.found, windowsClosed(context), aborted(signal)]);
    // Its rejection is handled where it is awaited, and must not count as unhandled until then.
    over.catch(() => undefined);
    const attach = async (page: Page): Promise<void> => {
      page.on("crash", () => report(`the page ${page.url().replace(/[?#].*/s, "")} crashed`));
      const session = await context.newCDPSession(page);
      await watchPage(session, watch);
      // A page must not delay the watch on it.
      void runScripts(session, scripts, report).catch(() => undefined);
    };
    const act = async (): Promise<void> => {
      await blockAsGalaxyDoes(context, client.behavior);
      await setCookies(context, cookies, startUri, report);
      const page = context.pages()[0] ?? (await context.newPage());
      await attach(page);
      watchWindows(context, watch, attach);
      // The page may never arrive, and the user can still do something about it.
      page.goto(startUri, { waitUntil: "commit", timeout: 0 }).catch(async (error: unknown) => {
        const isOver = watch.isOver || (await isSettled(over)) || page.isClosed();
        if (!isOver) report(`the start page cannot be loaded: ${firstLine(error)}`);
      });
      await options.user?.(page);
    };
    // Nothing that hangs in the browser may delay the signal.
    const end = await Promise.race([over, failureOf(act(), over, watch)]);
    return end === "closed" ? end : { endUri: end, cookies: await collectCookies(context) };
  } finally {
    await close();
  }
}

/** Rejects if an action in the window fails, unless the window was closing: that interrupts actions. Never resolves. */
async function failureOf(acting: Promise<unknown>, over: Promise<unknown>, watch: EndWatch): Promise<never> {
  try {
    await acting;
  } catch (error) {
    if (!watch.isOver && !(await isSettled(over))) throw error;
  }
  return await new Promise<never>(() => undefined);
}

function firstLine(error: unknown): string {
  const { message } = error as Error;
  return message
    .replace(/^[\w.]+: /, "")
    .split("\n", 1)
    .join("");
}
