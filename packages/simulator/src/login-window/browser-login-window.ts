import type { NextStep } from "@galaxy-kit/protocol";
import type { Page } from "playwright-core";
import { aborted } from "../aborted.js";
import { collectCookies, setCookies } from "./cookies.js";
import { EndWatch } from "./end-watch.js";
import { launchBrowser } from "./launch-browser.js";
import type { LoginWindow, LoginWindowContext, LoginWindowEnd } from "./login-window.js";
import { compileScripts, runScripts } from "./page-scripts.js";
import { compilePattern } from "./pattern.js";
import { watchPage } from "./watch-page.js";
import { watchWindows } from "./watch-windows.js";
import { isSettled, windowsClosed } from "./window-end.js";
import type { BrowserLoginWindowOptions } from "./window-options.js";

/**
 * Login windows in a browser of the machine: a process and an empty profile for each of them, which are gone when the
 * login is over. A client that is killed takes its windows with it; the profile is then removed with the next window.
 *
 * The function throws {@link BrowserNotFoundError} when there is no browser, and the signal's reason when the signal ends it.
 */
export function browserLoginWindow(options: BrowserLoginWindowOptions = {}): LoginWindow {
  return async (step, context) => await showWindow(step, context, options);
}

async function showWindow(
  { authParams, cookies = [], js }: NextStep,
  { signal, report }: LoginWindowContext,
  options: BrowserLoginWindowOptions,
): Promise<LoginWindowEnd | "closed"> {
  signal.throwIfAborted();
  const { startUri } = authParams;
  if (!URL.canParse(startUri)) throw new Error(`the start_uri ${JSON.stringify(startUri)} is no complete address`);
  const watch = new EndWatch(compilePattern(authParams.endUriRegex, "the end_uri_regex"), options.onNavigation);
  const scripts = compileScripts(js, report);

  const { context, close } = await launchBrowser(authParams, options);
  try {
    const over = Promise.race([watch.found, windowsClosed(context), aborted(signal)]);
    // Whoever waits for it hears of it; until then it must not count as unhandled.
    over.catch(() => undefined);
    const attach = async (page: Page): Promise<void> => {
      page.on("crash", () => report(`the page ${page.url().replace(/[?#].*/s, "")} has crashed`));
      const session = await context.newCDPSession(page);
      await watchPage(session, watch);
      // A page must not hold up its own watch.
      void runScripts(session, scripts, report).catch(() => undefined);
    };
    const act = async (): Promise<void> => {
      await setCookies(context, cookies, startUri, report);
      const page = context.pages()[0] ?? (await context.newPage());
      await attach(page);
      watchWindows(context, watch, attach);
      // It may never come, and the user can still do something about it.
      page.goto(startUri, { waitUntil: "commit", timeout: 0 }).catch(async (error: unknown) => {
        const isOver = watch.isOver || (await isSettled(over)) || page.isClosed();
        if (!isOver) report(`the start page cannot be shown: ${firstLine(error)}`);
      });
      await options.user?.(page);
    };
    // Nothing that hangs in the browser may hold up a signal.
    const end = await Promise.race([over, failureOf(act(), over, watch)]);
    return end === "closed" ? end : { endUri: end, cookies: await collectCookies(context) };
  } finally {
    await close();
  }
}

/** What acts in the window is interrupted when it closes, and that is no failure. */
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
