import type { Cookie, Credentials, LoginCredentials, LoginResult } from "@galaxy-kit/protocol";
import type { Awaitable } from "../awaitable.js";
import { type HandlerDecorator, handlerDecorator } from "./handler-decorator.js";

/**
 * @param storedCredentials - the credentials stored last; undefined if the user has not connected yet
 * @param signal - aborted when the integration closes
 * @returns who is logged in, or the next page to show
 */
export type AuthenticateHandler<Stored = Credentials> = (
  storedCredentials: Stored | undefined,
  signal: AbortSignal,
) => Awaitable<LoginResult>;

/**
 * @param step - always an empty string with the real client
 * @param credentials - the address at which the login window closed
 * @param cookies - all cookies of the login window
 * @param signal - aborted when the integration closes
 * @returns who is logged in, or the next page to show
 */
export type PassLoginCredentialsHandler = (
  step: string,
  credentials: LoginCredentials,
  cookies: Cookie[],
  signal: AbortSignal,
) => Awaitable<LoginResult>;

/**
 * Logs the user in. Every integration needs exactly one such method.
 *
 * Called for `init_authentication` about two seconds after startup, and when the user clicks Connect or Retry. Local games
 * may be requested before it (all seen in logs of the real client).
 *
 * Return an `Authentication`, or a `NextStep` that opens the login window; when that closes, `@PassLoginCredentials()` is
 * called. For a platform without accounts, use `@NoLogin()`.
 *
 * | the method | the client shows (seen in logs) |
 * |---|---|
 * | returns an `Authentication` | Connected |
 * | returns a `NextStep` | the login window; if the user closes it: "Not connected. Retry" |
 * | throws `InvalidCredentials` | "Connection lost"; the library is kept |
 * | throws anything else | "Offline. Retry" |
 *
 * @example
 * ```ts
 * @Authenticate<{ token: string }>()
 * async login(stored?: { token: string }) {
 *   if (!stored) return openLoginPage();
 *   const user = await this.api.me(stored.token);
 *   return { userId: user.id, userName: user.name };
 * }
 * ```
 *
 * @typeParam Stored - The shape of the credentials that this integration stores; not checked at run time. They reach the method as
 *   they are: an earlier integration with the same guid, such as one written in Python, may have left a string, for example, which
 *   `@Authenticate<{ token: string } | string>()` takes into account.
 */
export function Authenticate<Stored = Credentials>(): HandlerDecorator<AuthenticateHandler<Stored>> {
  return handlerDecorator("@Authenticate()", { role: "handler", call: "initAuthentication" });
}

/**
 * Continues a login after the login window has reached an address that matches `endUriRegex`. Called for
 * `pass_login_credentials`. Needed by every integration that returns a `NextStep`.
 *
 * It is not called if the user closes the window. Errors have the same effect as those of `@Authenticate()`.
 *
 * @example
 * ```ts
 * @PassLoginCredentials()
 * async loggedIn(_step: string, { endUri }: LoginCredentials, cookies: Cookie[]) {
 *   const token = new URL(endUri).searchParams.get("token");
 *   this.galaxy.storeCredentials({ token });
 *   return this.identity(token);
 * }
 * ```
 */
export function PassLoginCredentials(): HandlerDecorator<PassLoginCredentialsHandler> {
  return handlerDecorator("@PassLoginCredentials()", { role: "handler", call: "passLoginCredentials" });
}
