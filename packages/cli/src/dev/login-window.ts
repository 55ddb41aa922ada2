import { browserLoginWindow, canShowLoginWindow, findBrowser, type LoginWindow } from "@galaxy-kit/simulator";

/**
 * A window of a browser on this computer, or what takes its place where there is none.
 *
 * Fails with `BrowserNotFoundError` when the browser that was named is not there.
 */
export function chooseLoginWindow(browser: string | undefined, otherwise: LoginWindow): LoginWindow {
  if (browser !== undefined) return browserLoginWindow({ browser: findBrowser(browser) });
  return canShowLoginWindow() ? browserLoginWindow() : otherwise;
}
