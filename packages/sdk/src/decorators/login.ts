import type { Cookie, Credentials, LoginCredentials, LoginResult } from "@galaxy-kit/protocol";
import type { Awaitable } from "../awaitable.js";
import { type HandlerDecorator, handlerDecorator } from "./handler-decorator.js";

/**
 * @param storedCredentials what `storeCredentials` was last given; undefined when the user is not connected yet
 * @param signal fires when the integration closes
 * @returns who is logged in, or the next page to show
 */
export type AuthenticateHandler<Stored = Credentials> = (
  storedCredentials: Stored | undefined,
  signal: AbortSignal,
) => Awaitable<LoginResult>;

/**
 * @param step an empty string from the real client
 * @param credentials the address at which the login window ended
 * @param cookies all cookies of the login window
 * @param signal fires when the integration closes
 * @returns who is logged in, or the next page to show
 */
export type PassLoginCredentialsHandler = (
  step: string,
  credentials: LoginCredentials,
  cookies: Cookie[],
  signal: AbortSignal,
) => Awaitable<LoginResult>;

/**
 * Logs the user in. Every integration has one.
 *
 * GALAXY calls it (`init_authentication`) some two seconds after the start, and when the user clicks Connect or Retry.
 * Local games may be asked for before it. Return an `Authentication`, or a `NextStep` that opens the login window; its end
 * goes to `@PassLoginCredentials()`. For a platform without accounts, return a fixed `Authentication`.
 *
 * Throw `InvalidCredentials` when the stored credentials are no longer good: the client shows "Connection lost" and keeps
 * the library. Every other error is shown as "Offline. Retry".
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
 * @typeParam Stored the form of what this integration stores; it is not checked at run time
 */
export function Authenticate<Stored extends object = Credentials>(): HandlerDecorator<AuthenticateHandler<Stored>> {
  return handlerDecorator("@Authenticate()", { role: "handler", call: "initAuthentication" });
}

/**
 * Goes on with a login after the login window has reached `endUriRegex` (`pass_login_credentials`). Needed by every
 * integration that returns a `NextStep`.
 *
 * When the user closes the window instead, nothing is called and the client shows "Not connected. Retry". The errors of
 * `@Authenticate()` apply.
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
