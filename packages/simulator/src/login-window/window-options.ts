import type { Page } from "playwright-core";

/** How login windows are opened. */
export interface BrowserLoginWindowOptions {
  /**
   * The browser: the path of an executable, or one of the names `chrome`, `chromium`, `msedge`, `brave`, `chrome-beta`…
   * Where nothing is said it is what `GALAXY_KIT_BROWSER` names, and else the first one that is found.
   */
  readonly browser?: string | undefined;
  /** Show no window. For tests: nobody can type into it, so `user` has to act, or the pages themselves. */
  readonly headless?: boolean | undefined;
  /** Further arguments of the browser. */
  readonly args?: readonly string[] | undefined;
  /** Acts in the first page in place of a user. The login fails if this does, unless it is over by then. */
  readonly user?: ((page: Page) => Promise<unknown>) | undefined;
  /** Told of each address that is looked at, to see why none matches. Addresses may hold tokens. */
  readonly onNavigation?: ((address: string) => void) | undefined;
}
