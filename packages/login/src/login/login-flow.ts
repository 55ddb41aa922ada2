import {
  Authenticate,
  type Authentication,
  AuthenticationRequired,
  type Awaitable,
  type Cookie,
  type Credentials,
  InvalidCredentials,
  type LoginCredentials,
  type LoginResult,
  PassLoginCredentials,
} from "@galaxy-kit/sdk";
import { type Accounts, contributionDecorator, type Contributions } from "@galaxy-kit/sdk/extend";
import { NOTICES } from "@galaxy-kit/settings/extend";
import type { SessionKeeper } from "../session/session-keeper.js";
import type { SessionTokens } from "../session/session-tokens.js";
import { Attempt } from "./attempt.js";
import type { LoginPage } from "./login-page.js";
import { LOGIN_STEPS, type LoginStepOptions } from "./login-step.js";
import type { LoginStrategy, WindowEnd } from "./login-strategy.js";

/** What a login needs. */
export interface LoginFlowParts<Collected, Tokens extends SessionTokens> {
  readonly keeper: SessionKeeper<Tokens>;
  readonly strategy: LoginStrategy<Collected, Tokens>;
  readonly contributions: Contributions;
  readonly accounts: Accounts;
  /** The author's part; undefined if the strategy makes the tokens. */
  readonly complete: ((collected: Collected) => Awaitable<Tokens | LoginPage>) | undefined;
  /** The author's part; undefined if there was no earlier implementation. */
  readonly adopt: ((stored: Credentials) => Awaitable<Tokens | undefined>) | undefined;
  readonly user: (tokens: Tokens) => Awaitable<Authentication>;
}

/** Logs in with what is stored, or through a window. */
export class LoginFlow<Collected, Tokens extends SessionTokens> {
  /** GALAXY waits for the window that it was asked to open last. */
  #attempt: Attempt<Collected, Tokens> | undefined;
  #lastEntry: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: LoginFlowParts<Collected, Tokens>) {}

  /** @param stored - undefined if the user has clicked Connect for the first time, or after Disconnect */
  @Authenticate()
  async authenticate(stored: Credentials | undefined): Promise<LoginResult> {
    // The window was closed, and the user has logged in all the same: in another browser, for example.
    if (this.#attempt?.user && !this.parts.keeper.lost) return this.#finish(this.#attempt.user);
    if (stored !== undefined && (await this.#restore(stored))) return await this.#logInAgain();
    this.#attempt?.end();
    return await this.#show(this.#begin());
  }

  /** The login window has ended. */
  @PassLoginCredentials()
  async windowEnded(_step: string, { endUri }: LoginCredentials, cookies: Cookie[]): Promise<LoginResult> {
    // Without one, the integration was started anew while the window was open.
    const attempt = this.#attempt ?? this.#begin();
    try {
      await attempt.ended({ address: new URL(endUri), cookies });
    } catch (error) {
      // What was refused once does not become better.
      if (InvalidCredentials.is(error)) this.#abandon(attempt);
      throw error;
    }
    return attempt.user ? this.#finish(attempt.user) : await this.#show(attempt);
  }

  @contributionDecorator(NOTICES, "the login")
  async sayWhenItEnds(): Promise<string | undefined> {
    return await this.parts.keeper.notice();
  }

  /** The integration closes. */
  close(): void {
    this.#attempt?.end();
  }

  /** Resolves to whether there are tokens that may be good. */
  async #restore(stored: Credentials): Promise<boolean> {
    const { keeper, adopt } = this.parts;
    if (keeper.restore(stored)) return true;
    if (!adopt || keeper.lost) return false;
    try {
      const tokens = await adopt(stored);
      if (tokens) return keeper.adopt(tokens, stored);
      keeper.cannotAdopt("adopt() returned undefined");
    } catch (error) {
      // Without its message: that of JSON.parse() quotes the text, which has the secrets.
      keeper.cannotAdopt(`adopt() threw ${error instanceof Error ? error.name : typeof error}`);
    }
    return false;
  }

  async #logInAgain(): Promise<Authentication> {
    const { keeper, user } = this.parts;
    try {
      const { tokens } = await keeper.current();
      const authentication = await user(tokens);
      await keeper.confirm(authentication.userId);
      return authentication;
    } catch (error) {
      if (InvalidCredentials.is(error)) keeper.lose(error);
      throw error;
    }
  }

  #begin(): Attempt<Collected, Tokens> {
    const { strategy, complete } = this.parts;
    const attempt: Attempt<Collected, Tokens> = new Attempt({
      strategy,
      complete: (collected) => (complete ? complete(collected) : strategy.toTokens(collected)),
      step: (name, end) => this.#step(name, end),
      enter: (tokens) => this.#enterInTurn(tokens, attempt.signal),
    });
    this.#attempt = attempt;
    return attempt;
  }

  async #show(attempt: Attempt<Collected, Tokens>): Promise<LoginResult> {
    try {
      return (await attempt.page()).nextStep;
    } catch (error) {
      this.#abandon(attempt);
      throw error;
    }
  }

  #step(name: string, end: WindowEnd): Promise<SessionTokens | LoginPage> {
    const steps = this.parts.contributions.to(LOGIN_STEPS);
    const step = steps.find(({ options }) => (options as LoginStepOptions).step === name);
    if (step) return step.run(end);
    throw new TypeError(`No method has @LoginStep("${name}"): add one to continue after that page of the login.`);
  }

  /** One at a time: a login that fails restores the session as it was before. */
  async #enterInTurn(tokens: Tokens, signal: AbortSignal): Promise<Authentication> {
    const mine = this.#lastEntry.then(async () => {
      signal.throwIfAborted();
      return await this.#enter(tokens);
    });
    this.#lastEntry = mine.catch(() => undefined);
    return await mine;
  }

  async #enter(tokens: Tokens): Promise<Authentication> {
    const { keeper, user, accounts } = this.parts;
    accounts.begin();
    const takeBack = await keeper.offer(tokens);
    try {
      const authentication = await user(tokens);
      if (await keeper.confirm(authentication.userId)) accounts.change();
      return authentication;
    } catch (error) {
      takeBack();
      if (AuthenticationRequired.is(error))
        throw new InvalidCredentials("The platform does not accept this login", { cause: error });
      throw error;
    }
  }

  #finish(user: Authentication): Authentication {
    this.#attempt?.end();
    this.#attempt = undefined;
    return user;
  }

  #abandon(attempt: Attempt<Collected, Tokens>): void {
    attempt.end();
    if (this.#attempt === attempt) this.#attempt = undefined;
  }
}
