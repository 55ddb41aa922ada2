import type { Awaitable, Cookie } from "@galaxy-kit/sdk";
import type { SessionTokens } from "../session/session-tokens.js";
import type { LoginPage } from "./login-page.js";

/** What GALAXY knows when a login window has ended. */
export interface WindowEnd {
  /** The address at which it ended. */
  readonly address: URL;
  /** All cookies of the window. */
  readonly cookies: readonly Cookie[];
}

/** One attempt of a user to log in. */
export interface LoginAttempt<Collected> {
  /** Fires when the attempt is over: it has succeeded, another one has taken its place, or the integration closes. */
  readonly signal: AbortSignal;
  /**
   * Logs in with what was collected. Resolves when the user is logged in, or another page has to be shown; then the window should end.
   *
   * @throws `InvalidCredentials` if the platform does not accept it; another error if that could not be determined
   */
  readonly submit: (collected: Collected) => Promise<void>;
}

/** A window that was opened for an attempt. */
export interface OpenedLogin {
  readonly page: LoginPage;
  /** The window has ended. If nothing has been submitted when this resolves, the page is shown again. */
  ended(end: WindowEnd): Awaitable<void>;
}

/**
 * A way to log in.
 *
 * @typeParam Collected - what the login finds out, such as a code
 */
export interface LoginStrategy<Collected, Tokens extends SessionTokens> {
  /** Begins an attempt. The one before it is over. */
  begin(attempt: LoginAttempt<Collected>): Awaitable<OpenedLogin>;
  /** Turns what was collected into tokens, if the author does not. */
  toTokens(collected: Collected): Tokens;
  /** Renews tokens, if the session does not; undefined if that is not possible. */
  renew?(tokens: Tokens, signal: AbortSignal): Promise<Tokens> | undefined;
}
