import type { Class } from "@galaxy-kit/sdk";
import { loginDecorator } from "../login/login-decorator.js";
import type { LoginAttempt, OpenedLogin } from "../login/login-strategy.js";
import { codeFlow, deviceFlow, implicitFlow } from "./flows.js";
import { mistakesIn } from "./mistakes.js";
import type { OAuth2LoginOptions } from "./oauth2-options.js";
import { OAuth2Parts } from "./oauth2-parts.js";
import { type CodeServer, type DeviceServer, type ImplicitServer, keyOf, requireClient } from "./oauth2-server.js";
import type { OAuth2Tokens } from "./oauth2-tokens.js";

/**
 * Logs in with OAuth 2. On the plugin class, in place of `@Authenticate()` and `@PassLoginCredentials()`.
 *
 * @example
 * ```ts
 * @GalaxyPlugin({ platform: Platform.Test })
 * @OAuth2Login({
 *   session: ShopSession,
 *   server: {
 *     authorize: "https://shop.example/oauth/authorize",
 *     token: "https://shop.example/oauth/token",
 *     clientId: "galaxy-kit",
 *   },
 *   user: (_tokens, { api }: ShopPlugin) => api.me(),
 * })
 * export class ShopPlugin {
 *   constructor(readonly api: ShopApi) {}
 * }
 * ```
 */
export function OAuth2Login<Tokens extends OAuth2Tokens, Plugin extends object>(
  options: OAuth2LoginOptions<Tokens, Plugin>,
): (target: Class<Plugin>) => void {
  const { server, flow = "code" } = options;
  const key = keyOf<AnyServer>(server);
  return loginDecorator<OAuth2Tokens, Tokens, Plugin>({
    decorator: "@OAuth2Login()",
    options,
    inject: [OAuth2Parts, ...(key ? [key] : [])],
    // The types of the options say which server belongs to which flow.
    strategy: (parts: OAuth2Parts, given: AnyServer = server as AnyServer) => {
      const strategy = flows[flow]<Tokens>(parts, given as never, options);
      const begin = async (attempt: LoginAttempt<OAuth2Tokens>): Promise<OpenedLogin> => {
        requireClient(given);
        return await strategy.begin(attempt);
      };
      return { ...strategy, begin };
    },
    mistakes: mistakesIn(options),
  });
}

type AnyServer = CodeServer | ImplicitServer | DeviceServer;

const flows = { code: codeFlow, implicit: implicitFlow, device: deviceFlow };
