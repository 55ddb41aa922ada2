import { CookieJar } from "@galaxy-kit/http";
import { type Class, type Cookie, Logger } from "@galaxy-kit/sdk";
import { loginDecorator, type LoginOptions } from "../login/login-decorator.js";
import { loginPage } from "../login/login-page.js";
import type { SessionTokens } from "../session/session-tokens.js";

/** Options of {@link CookieLogin}. */
export interface CookieLoginOptions<Tokens extends SessionTokens, Plugin extends object> extends LoginOptions<
  readonly Cookie[],
  Tokens,
  Plugin
> {
  /** The page where the user logs in. */
  readonly start: string;
  /** Where the user gets to after that, or several such addresses. They may go on with a path below, a query or a fragment. */
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
  const { start, end, keep, title, window } = options;
  const script = options.script === undefined ? {} : { script: options.script };
  return loginDecorator<readonly Cookie[], Tokens, Plugin>({
    decorator: "@CookieLogin()",
    options,
    inject: [CookieJar, Logger],
    strategy: (jar: CookieJar, log: Logger) => ({
      begin: ({ submit }) => ({
        page: loginPage({ start, end, title, window, ...script }),
        ended: async ({ address, cookies }) => {
          const found = cookies.filter((cookie) => isOf(cookie, address));
          const kept = found.filter(({ name }) => keep.includes(name));
          const missing = keep.filter((name) => kept.every((cookie) => cookie.name !== name));
          if (missing.length > 0) {
            log.warn("The login page is shown again, since cookies of `keep` are missing", {
              missing,
              found: [...new Set(found.map(({ name }) => name))],
              page: address.origin + address.pathname,
            });
            return;
          }
          const before = await jar.all();
          // Those of another user must not stay.
          await jar.clear();
          await jar.set(kept, address);
          try {
            await submit(kept);
          } catch (error) {
            // The session goes on as it was before, and not with another user's cookies.
            await jar.restore(before);
            throw error;
          }
        },
      }),
      toTokens: () => ({}) as Tokens,
    }),
  });
}

/** Whether a cookie belongs to a page, or to a part of the same website. The window has those of all sites that were visited. */
function isOf({ domain }: Cookie, { hostname }: URL): boolean {
  if (domain === undefined) return true;
  const host = domain.replace(/^\./, "");
  const site = hostname.replace(/^www\./, "");
  return hostname === host || hostname.endsWith(`.${host}`) || host.endsWith(`.${site}`);
}
