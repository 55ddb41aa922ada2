import { CookieJar } from "@galaxy-kit/http";
import { type Class, type Cookie, Logger } from "@galaxy-kit/sdk";
import { loginDecorator, type LoginOptions } from "../login/login-decorator.js";
import type { SessionTokens } from "../session/session-tokens.js";
import { CookieStrategy } from "./cookie-strategy.js";

/** Options of {@link CookieLogin}. */
export interface CookieLoginOptions<Tokens extends SessionTokens, Plugin extends object> extends LoginOptions<
  readonly Cookie[],
  Tokens,
  Plugin
> {
  /** The page where the user logs in. */
  readonly start: string;
  /** The address that the user reaches after that, or several. A path below it, a query or a fragment may follow. */
  readonly end: string | readonly string[];
  /**
   * The names of the cookies that prove who the user is. Without all of them, the page is shown again, and the log has the names of those
   * that are missing and of those that are there.
   */
  readonly keep: readonly [string, ...string[]];
  /** A script to run in every page of the same origin as `start`, such as one that ticks "Remember me". */
  readonly script?: string;
}

/**
 * Logs in on a website, and takes its cookies. On the plugin class, in place of `@Authenticate()` and `@PassLoginCredentials()`.
 *
 * The cookies are kept in the `CookieJar` of the integration, for an `@HttpApi({ cookies: CookieJar, auth: BundleSession })`.
 *
 * @example
 * ```ts
 * @CookieLogin({
 *   session: BundleSession,
 *   start: "https://www.bundle.example/login?goto=/home/library",
 *   end: "https://www.bundle.example/home/library",
 *   keep: ["_simpleauth_sess"],
 *   user: (_tokens, { api }: BundlePlugin) => api.me(),
 * })
 * ```
 */
export function CookieLogin<Tokens extends SessionTokens, Plugin extends object>(
  options: CookieLoginOptions<Tokens, Plugin>,
): (target: Class<Plugin>) => void {
  return loginDecorator<readonly Cookie[], Tokens, Plugin>({
    decorator: "@CookieLogin()",
    options,
    inject: [CookieJar, Logger],
    strategy: (jar: CookieJar, log: Logger) => new CookieStrategy<Tokens>(options, jar, log),
  });
}
