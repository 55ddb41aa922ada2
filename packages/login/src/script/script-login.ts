import { type Class, Secrets } from "@galaxy-kit/sdk";
import { loginDecorator, type LoginOptions } from "../login/login-decorator.js";
import { loginPage } from "../login/login-page.js";
import type { SessionTokens } from "../session/session-tokens.js";
import { type PageValue, scriptFor } from "./page-value.js";

/** Options of {@link ScriptLogin}. */
export interface ScriptLoginOptions<Tokens extends SessionTokens, Plugin extends object> extends LoginOptions<
  string,
  Tokens,
  Plugin
> {
  /** The page where the user logs in. */
  readonly start: `https://${string}` | `http://127.0.0.1:${number}/${string}`;
  /** Where that page keeps the value that proves who the user is, and the member to take if it is JSON. */
  readonly read: PageValue & { readonly json?: string };
  /** A path of the same website that loads without a redirect, where the window ends; `/` by default. */
  readonly endPath?: `/${string}`;
}

/** Added to the path at which a window ends, so that the page is loaded anew: GALAXY 2.1 notices nothing else. */
const MARK = "?galaxy-kit-login#";

/**
 * Logs in on a page that keeps its token to itself: a single-page application. A script asks for the token every half second, and ends the
 * window when it is there. On the plugin class, in place of `@Authenticate()` and `@PassLoginCredentials()`.
 *
 * Without `complete`, the value is the access token.
 *
 * @example
 * ```ts
 * @ScriptLogin({
 *   session: ShopSession,
 *   start: "https://shop.example/login",
 *   read: { localStorage: "session", json: "token.value" },
 *   user: (_tokens, { api }: ShopPlugin) => api.me(),
 * })
 * ```
 */
export function ScriptLogin<Tokens extends SessionTokens, Plugin extends object>(
  options: ScriptLoginOptions<Tokens, Plugin>,
): (target: Class<Plugin>) => void {
  const { start, read, title, window, endPath = "/" } = options;
  return loginDecorator<string, Tokens, Plugin>({
    decorator: "@ScriptLogin()",
    options,
    inject: [Secrets],
    strategy: (secrets: Secrets) => ({
      begin: ({ submit }) => {
        const end = new URL(endPath, start).href + MARK;
        return {
          page: loginPage({ start, end, script: scriptFor(read, read.json, end), title, window }),
          ended: async ({ address }) => {
            const value = decodeURIComponent(address.hash.slice(1));
            secrets.add(value);
            if (value !== "") await submit(value);
          },
        };
      },
      toTokens: (accessToken) => ({ accessToken }) as Tokens,
    }),
  });
}
