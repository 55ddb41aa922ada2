import type { Cookie, LoginWindow, NextStep } from "@galaxy-kit/protocol";

/** Options of {@link openLoginWindow}. */
export interface LoginWindowOptions {
  /** Cookies to set before the first page is loaded. */
  readonly cookies?: readonly Cookie[];
  /** Scripts to run, by a regular expression for the addresses of the pages to run them in. */
  readonly js?: Readonly<Record<string, readonly string[]>>;
}

/**
 * Returns the {@link NextStep} that opens the client's login window. Return it from `@Authenticate()` or
 * `@PassLoginCredentials()`.
 *
 * @example
 * ```ts
 * return openLoginWindow({
 *   windowTitle: "Log in to itch.io",
 *   windowWidth: 540,
 *   windowHeight: 680,
 *   startUri: "https://itch.io/login",
 *   endUriRegex: "^https://itch\\.io/dashboard",
 * });
 * ```
 *
 * @param authParams - the window; sizes are in pixels, and the login ends when an address matches `endUriRegex`
 */
export function openLoginWindow(authParams: LoginWindow, options: LoginWindowOptions = {}): NextStep {
  return { nextStep: "web_session", authParams, ...options };
}
