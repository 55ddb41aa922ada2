import { type Cookie, type NextStep, openLoginWindow } from "@galaxy-kit/sdk";
import { addressPattern, DEFAULT_WINDOW } from "@galaxy-kit/settings/extend";

/** The size of a login window in pixels. */
export interface WindowSize {
  readonly width: number;
  readonly height: number;
}

/** How a login window looks. */
export interface WindowOptions {
  /** Of the window; `Log in` by default. */
  readonly title?: string | undefined;
  /** In pixels; 640 × 760 by default. */
  readonly window?: WindowSize | undefined;
}

/** Options of {@link loginPage}. */
export interface LoginPageOptions extends WindowOptions {
  /** The address of the page. */
  readonly start: string;
  /** The address at which the window ends, or several. A path below it, a query or a fragment may follow. */
  readonly end: string | readonly string[];
  /** The method with `@LoginStep()` of this name continues the login when the window has ended. */
  readonly step?: string;
  /** Cookies to set before the page is loaded. */
  readonly cookies?: readonly Cookie[];
  /** A script to run in every page of the same origin as `start`. */
  readonly script?: string;
}

/** A page in GALAXY's login window. */
export class LoginPage {
  constructor(
    readonly nextStep: NextStep,
    readonly step: string | undefined,
  ) {}
}

/** Describes a page in GALAXY's login window: which one, and where it ends. */
export function loginPage(options: LoginPageOptions): LoginPage {
  const { start, end, step, cookies, script, title = "Log in", window = DEFAULT_WINDOW } = options;
  const nextStep = openLoginWindow(
    {
      windowTitle: title,
      windowWidth: window.width,
      windowHeight: window.height,
      startUri: start,
      endUriRegex: addressPattern([end].flat()),
    },
    {
      ...(cookies && { cookies }),
      ...(script !== undefined && { js: { [addressPattern([`${new URL(start).origin}/`])]: [script] } }),
    },
  );
  return new LoginPage(nextStep, step);
}
