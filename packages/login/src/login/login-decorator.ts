import {
  type Authentication,
  type Awaitable,
  type Class,
  type InjectionKey,
  type JsonObject,
  Lifetime,
} from "@galaxy-kit/sdk";
import {
  Accounts,
  Contributions,
  type Mistake,
  recordCompanion,
  recordMistake,
  recordRecipe,
} from "@galaxy-kit/sdk/extend";
import type { SessionTokens } from "../session/session-tokens.js";
import type { Session, SessionClass } from "../session/session.js";
import { LoginFlow } from "./login-flow.js";
import type { LoginPage, WindowOptions } from "./login-page.js";
import type { LoginStrategy } from "./login-strategy.js";

/** The options that every login has. */
export interface LoginOptions<Collected, Tokens extends SessionTokens, Plugin extends object> extends WindowOptions {
  /** The session that gets the tokens. */
  readonly session: SessionClass<Tokens>;
  /**
   * Returns who is logged in. Called with new tokens, and at each start. The instance of the plugin class can have a backend injected.
   * Throw `InvalidCredentials` if the user has to log in again.
   */
  readonly user: (tokens: Tokens, plugin: Plugin, signal: AbortSignal) => Awaitable<Authentication>;
  /** Turns what the login has found out into the tokens of the session, or returns a further page: see `@LoginStep()`. */
  readonly complete?: (collected: Collected, plugin: Plugin, signal: AbortSignal) => Awaitable<Tokens | LoginPage>;
  /**
   * Turns credentials that were stored by an earlier implementation of the integration into tokens, so that users do not have to log in again.
   * Called only for credentials that are not those of a {@link Session}. The tokens are renewed first if possible, and stored in place of
   * the old credentials. If it returns undefined or throws, the user logs in as for the first time.
   */
  readonly adopt?: (stored: JsonObject, plugin: Plugin, signal: AbortSignal) => Awaitable<Tokens | undefined>;
}

/** What {@link loginDecorator} needs. */
export interface LoginDefinition<Collected, Tokens extends SessionTokens, Plugin extends object> {
  /** As the author writes it, for messages: `@TicketLogin()`. */
  readonly decorator: string;
  readonly options: LoginOptions<Collected, Tokens, Plugin>;
  /** The keys of what `strategy` takes. */
  readonly inject?: readonly InjectionKey[];
  /** Makes the strategy, once for each run. */
  // oxlint-disable-next-line typescript/no-explicit-any -- as in a recipe: they have the types of the keys in `inject`
  readonly strategy: (...dependencies: any[]) => LoginStrategy<Collected, Tokens>;
  /** What is wrong with the options, without the compiler having noticed. */
  readonly mistakes?: readonly Omit<Mistake, "decorator">[];
}

/**
 * Creates the decorator of a login, for the plugin class. It replaces `@Authenticate()` and `@PassLoginCredentials()`.
 *
 * @example
 * ```ts
 * export const TicketLogin = <Plugin extends object>(options: LoginOptions<string, SessionTokens, Plugin>) =>
 *   loginDecorator({ decorator: "@TicketLogin()", options, strategy: () => new TicketStrategy() });
 * ```
 */
export function loginDecorator<Collected, Tokens extends SessionTokens, Plugin extends object>({
  decorator,
  options,
  inject = [],
  strategy: makeStrategy,
  mistakes = [],
}: LoginDefinition<Collected, Tokens, Plugin>): (target: Class<Plugin>) => void {
  const { session: sessionClass, user, complete, adopt } = options;
  return (target) => {
    class Login extends LoginFlow<Collected, Tokens> {}
    recordRecipe(Login, {
      inject: [target, sessionClass, Contributions, Accounts, Lifetime, ...inject],
      make: (
        plugin: Plugin,
        session: Session<Tokens>,
        contributions: Contributions,
        accounts: Accounts,
        lifetime: Lifetime,
        ...dependencies: unknown[]
      ) => {
        const strategy = makeStrategy(...dependencies);
        const { signal } = lifetime;
        const login = new Login({
          keeper: session.connect((tokens, closed) => strategy.renew?.(tokens, closed)),
          strategy,
          contributions,
          accounts,
          complete: complete && ((collected) => complete(collected, plugin, signal)),
          adopt: adopt && ((stored) => adopt(stored, plugin, signal)),
          user: (tokens) => user(tokens, plugin, signal),
        });
        lifetime.onShutdown(() => login.close());
        return login;
      },
    });
    recordCompanion(target, Login);
    for (const mistake of mistakes) recordMistake(target, { decorator, ...mistake });
  };
}
