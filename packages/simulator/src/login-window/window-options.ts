import type { Page } from "playwright-core";

/** The options of login windows. */
export interface BrowserLoginWindowOptions {
  /**
   * The browser: the path of an executable, or one of the names `chrome`, `chromium`, `msedge`, `brave`, `chrome-beta`… The
   * value of `GALAXY_KIT_BROWSER` by default, or else the first browser that is found.
   */
  readonly browser?: string | undefined;
  /** Show no window. For tests: `user` or the pages themselves have to act. */
  readonly headless?: boolean | undefined;
  /** Additional arguments of the browser. */
  readonly args?: readonly string[] | undefined;
  /** Acts in the first page instead of a user. If it rejects before the login is over, the login fails. */
  readonly user?: ((page: Page) => Promise<unknown>) | undefined;
}
