import { afterEach, describe, jest } from "@jest/globals";
import type { LoginWindow as WindowSettings, NextStep } from "@galaxy-kit/protocol";
import { browserLoginWindow, type BrowserLoginWindowOptions, findBrowser, type LoginWindowEnd } from "../../../src/index.js";

const missing = reasonForNone();

/**
 * Tests that need a browser. They are run when GALAXY_KIT_BROWSER_TESTS=1 asks for them, as one of them is not steady on a busy
 * machine yet; otherwise, and without a browser, they are skipped, and stderr says so.
 */
export function describeWithBrowser(name: string, tests: () => void): void {
  // A browser starts slowly on a busy machine.
  jest.setTimeout(30_000);
  if (missing === undefined) return describe(name, tests);
  process.stderr.write(`SKIPPED: ${name}: ${missing}\n`);
  describe.skip(`${name} (skipped: ${missing})`, tests);
}

function reasonForNone(): string | undefined {
  if (process.env["GALAXY_KIT_BROWSER_TESTS"] !== "1") return "GALAXY_KIT_BROWSER_TESTS=1 runs the tests that need a browser";
  try {
    findBrowser();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** A NextStep that ends at `/done` on any host, or as the settings say. */
export function stepTo(startUri: string, settings: Partial<WindowSettings> & Pick<NextStep, "cookies" | "js"> = {}): NextStep {
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

const opened: AbortController[] = [];

afterEach(() => {
  for (const controller of opened.splice(0)) controller.abort(new Error("the test is over"));
});

/** A window that nobody sees, and what it has reported. */
export function openWindow(
  step: NextStep,
  options: BrowserLoginWindowOptions = {},
): { readonly end: Promise<LoginWindowEnd>; readonly problems: string[]; readonly addresses: string[]; readonly close: () => void } {
  const controller = new AbortController();
  opened.push(controller);
  const problems: string[] = [];
  const addresses: string[] = [];
  const window = browserLoginWindow({
    headless: true,
    onProblem: (message) => problems.push(message),
    onNavigation: (address) => addresses.push(address),
    ...options,
  });
  const end = window(step, controller.signal);
  end.catch(() => undefined);
  return { end, problems, addresses, close: () => controller.abort(new Error("the client has closed")) };
}

/** The address that a login has ended at. */
export async function endUriOf(step: NextStep, options?: BrowserLoginWindowOptions): Promise<string> {
  const end = await openWindow(step, options).end;
  return end === "closed" ? end : end.endUri;
}
