import type { Cookie, LoginWindow, NextStep } from "@galaxy-kit/protocol";

/** What the login window has from the start. */
export interface LoginWindowOptions {
  /** Set before the first page is loaded. */
  readonly cookies?: readonly Cookie[];
  /** Scripts to run in each page whose address matches the regular expression. */
  readonly js?: Readonly<Record<string, readonly string[]>>;
}

/**
 * The {@link NextStep} that opens GALAXY's login window; return it from `@Authenticate()` or `@PassLoginCredentials()`.
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
 */
export function openLoginWindow(authParams: LoginWindow, extras: LoginWindowOptions = {}): NextStep {
  return { nextStep: "web_session", authParams, ...extras };
}
