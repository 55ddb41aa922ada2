import { browserLoginWindow, canShowLoginWindow, findBrowser, type LoginWindow } from "@galaxy-kit/simulator";

/**
 * Returns a login window in a browser on this computer, or the fallback if there is no browser or no display.
 *
 * @param browser - the path of the browser to use
 * @throws `BrowserNotFoundError` if that browser does not exist
 */
export function chooseLoginWindow(browser: string | undefined, fallback: LoginWindow): LoginWindow {
  if (browser !== undefined) return browserLoginWindow({ browser: findBrowser(browser) });
  return canShowLoginWindow() ? browserLoginWindow() : fallback;
}
