import { CookieJar } from "@galaxy-kit/http";
import type { Class, Cookie } from "@galaxy-kit/sdk";
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
  /** The names of the cookies that prove who the user is. Without all of them, the page is shown again. */
  readonly keep: readonly [string, ...string[]];
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
  return loginDecorator<readonly Cookie[], Tokens, Plugin>({
    decorator: "@CookieLogin()",
    options,
    inject: [CookieJar],
    strategy: (jar: CookieJar) => ({
      begin: ({ submit }) => ({
        page: loginPage({ start, end, title, window }),
        ended: async ({ address, cookies }) => {
          const kept = cookies.filter((cookie) => keep.includes(cookie.name) && isOf(cookie, address));
          if (keep.some((name) => kept.every((cookie) => cookie.name !== name))) return;
          const before = await jar.all();
          // Those of another user must not stay.
          await jar.clear();
          await jar.set(kept, address);
          try {
            await submit(kept);
          } catch (error) {
            // The session goes on as it was before, and not with the cookies of somebody else.
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
