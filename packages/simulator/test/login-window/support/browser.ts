import type { LoginWindow as WindowSettings, NextStep } from "@galaxy-kit/protocol";
import { afterAll, afterEach, describe, jest } from "@jest/globals";
import { type Browser, chromium } from "playwright-core";
import {
  type Behavior,
  behaviors,
  browserLoginWindow,
  type BrowserLoginWindowOptions,
  findBrowser,
  type LoginWindow,
  type LoginWindowContext,
} from "../../../src/index.js";
import { showWindow } from "../../../src/login-window/browser-login-window.js";
import type { LaunchedBrowser } from "../../../src/login-window/launch-browser.js";

const problem = browserProblem();

/** Tests that need a browser. Without one, they are skipped, and stderr says what to install. */
export function describeWithBrowser(name: string, tests: () => void): void {
  // A browser starts slowly on a busy machine.
  jest.setTimeout(60_000);
  if (problem === undefined) return describe(name, tests);
  process.stderr.write(`SKIPPED: ${name}: ${problem}\n`);
  describe.skip(name, tests);
}

/** Returns why no browser can be used, or undefined if one was found. */
function browserProblem(): string | undefined {
  try {
    findBrowser();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** Returns a NextStep that ends at `/done` on any local port, unless the settings differ. */
export function stepTo(
  startUri: string,
  settings: Partial<WindowSettings> & Pick<NextStep, "cookies" | "js"> = {},
): NextStep {
  const { cookies, js, ...authParams } = settings;
  return {
    nextStep: "web_session",
    authParams: {
      windowTitle: "Log in",
      windowWidth: 500,
      windowHeight: 700,
      startUri,
      endUriRegex: "^http://127\\.0\\.0\\.1:\\d+/done",
      ...authParams,
    },
    cookies,
    js,
  };
}

const opened: { readonly controller: AbortController; readonly end: Promise<unknown> }[] = [];

afterEach(async () => {
  const windows = opened.splice(0);
  for (const { controller } of windows) controller.abort(new Error("the test is over"));
  await Promise.allSettled(windows.map(({ end }) => end));
});

/** A window behaves like that of GALAXY 2.0 by default, which ends at pages of this computer. */
type Options = BrowserLoginWindowOptions & { readonly behavior?: Behavior };

/** Opens a headless window in its own browser. The result includes what it has reported. */
export function openWindow(step: NextStep, options: Options = {}) {
  return open(options, (context, all) => browserLoginWindow(all)(step, context));
}

/** Opens it in a browser that all windows of the test file share: for what does not depend on how it was launched. */
export function openSharedWindow(step: NextStep, options: Options = {}) {
  return open(options, (context, all) => showWindow(step, context, all, launchShared));
}

/** Login windows in the same browser, for a client. */
export function sharedLoginWindow(options: BrowserLoginWindowOptions = {}): LoginWindow {
  return (step, context) => showWindow(step, context, { headless: true, ...options }, launchShared);
}

let shared: Promise<Browser> | undefined;

afterAll(async () => {
  await (await shared)?.close();
});

async function launchShared(): Promise<LaunchedBrowser> {
  shared ??= chromium.launch({ executablePath: findBrowser(), chromiumSandbox: process.getuid?.() !== 0 });
  const context = await (await shared).newContext();
  return { context, close: () => context.close() };
}

type Show = (context: LoginWindowContext, options: BrowserLoginWindowOptions) => ReturnType<typeof showWindow>;

function open({ behavior = behaviors["2.0"], ...options }: Options, show: Show) {
  const controller = new AbortController();
  const problems: string[] = [];
  const addresses: string[] = [];
  const ignored: string[] = [];
  const end = show(
    {
      signal: controller.signal,
      behavior,
      report: (message) => problems.push(message),
      onNavigation: (navigation) => {
        addresses.push(navigation.address);
        if (navigation.ignored !== undefined) ignored.push(navigation.ignored);
      },
    },
    { headless: true, ...options },
  );
  end.catch(() => undefined);
  opened.push({ controller, end });
  return { end, problems, addresses, ignored, close: () => controller.abort(new Error("the client has closed")) };
}

/** A context whose reports are ignored. */
export const noClient: LoginWindowContext = {
  signal: new AbortController().signal,
  behavior: behaviors["2.0"],
  report: () => undefined,
  onNavigation: () => undefined,
};

/** Returns the address at which a login in a shared browser ended. */
export async function endUriOf(step: NextStep, options?: BrowserLoginWindowOptions): Promise<string> {
  const end = await openSharedWindow(step, options).end;
  return end === "closed" ? end : end.endUri;
}
