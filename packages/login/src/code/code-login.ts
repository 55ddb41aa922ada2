import { type Class, Logger, Secrets } from "@galaxy-kit/sdk";
import type { Mistake } from "@galaxy-kit/sdk/extend";
import { LocalPages } from "@galaxy-kit/settings/extend";
import { loginDecorator } from "../login/login-decorator.js";
import type { SessionTokens } from "../session/session-tokens.js";
import type { CodeLoginOptions } from "./code-options.js";

/**
 * Logs in with a code or a key that the user pastes. On the plugin class, in place of `@Authenticate()` and `@PassLoginCredentials()`.
 *
 * Without `complete`, the code itself is the access token.
 *
 * @example
 * ```ts
 * @CodeLogin({
 *   session: ShopSession,
 *   steps: [{ text: "Create a key", open: "https://shop.example/settings/keys" }],
 *   code: { label: "Your key", pattern: /^\w{40}$/ },
 *   user: (_tokens, { api }: ShopPlugin) => api.me(),
 * })
 * ```
 */
export function CodeLogin<Tokens extends SessionTokens, Plugin extends object>(
  options: CodeLoginOptions<Tokens, Plugin>,
): (target: Class<Plugin>) => void {
  return loginDecorator<string, Tokens, Plugin>({
    decorator: "@CodeLogin()",
    options,
    inject: [LocalPages, Secrets, Logger],
    strategy: (pages: LocalPages, secrets: Secrets, log: Logger) => ({
      begin: async (attempt) => {
        const { openCodePage } = await import("./code-page.js");
        return await openCodePage({ pages, secrets, log, options }, attempt);
      },
      toTokens: (accessToken) => ({ accessToken }) as Tokens,
    }),
    mistakes: (options.steps ?? []).flatMap(({ open }) =>
      open === undefined || URL.canParse(open) ? [] : mistakeIn(open),
    ),
  });
}

function mistakeIn(open: string): readonly Omit<Mistake, "decorator">[] {
  const message = `the step ${JSON.stringify(open)} is not an address`;
  return [{ message, remedy: "Use a complete address, such as https://shop.example/settings/keys." }];
}
