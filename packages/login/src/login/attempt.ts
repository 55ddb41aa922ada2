import { type Authentication, type Awaitable, BackendError } from "@galaxy-kit/sdk";
import type { SessionTokens } from "../session/session-tokens.js";
import { LoginPage } from "./login-page.js";
import type { LoginAttempt, LoginStrategy, OpenedLogin, WindowEnd } from "./login-strategy.js";

/** What an attempt needs. */
export interface AttemptContext<Collected, Tokens extends SessionTokens> {
  readonly strategy: LoginStrategy<Collected, Tokens>;
  /** Turns what was collected into tokens, or returns a further page. */
  readonly complete: (collected: Collected) => Awaitable<Tokens | LoginPage>;
  /** Continues after a further page. */
  readonly step: (name: string, end: WindowEnd) => Awaitable<SessionTokens | LoginPage>;
  /** Finds out who has logged in. Rejects if the tokens are not good. */
  readonly enter: (tokens: Tokens) => Promise<Authentication>;
}

/** One attempt of a user to log in: what is submitted first and is good counts. */
export class Attempt<Collected, Tokens extends SessionTokens> implements LoginAttempt<Collected> {
  /** Who has logged in. */
  user: Authentication | undefined;
  readonly #over = new AbortController();
  #opened: OpenedLogin | undefined;
  #furtherPage: LoginPage | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(private readonly context: AttemptContext<Collected, Tokens>) {}

  get signal(): AbortSignal {
    return this.#over.signal;
  }

  /** Resolves to what the window shows. */
  async page(): Promise<LoginPage> {
    if (this.#furtherPage) return this.#furtherPage;
    this.#opened ??= await this.context.strategy.begin(this);
    return this.#opened.page;
  }

  /** The window has ended. */
  async ended(end: WindowEnd): Promise<void> {
    const page = await this.page();
    const { step } = page;
    if (this.user) return;
    if (page !== this.#furtherPage || step === undefined) await this.#opened?.ended(end);
    else await this.#oneByOne(async () => await this.#goOn((await this.context.step(step, end)) as Tokens | LoginPage));
  }

  /** A property, so that a strategy can take it out of the attempt. */
  readonly submit = async (collected: Collected): Promise<void> => {
    await this.#oneByOne(async () => await this.#goOn(await this.context.complete(collected)));
  };

  /** Ends the attempt, which another login replaces. */
  end(): void {
    this.#over.abort(new BackendError("Another login replaced this one"));
  }

  async #goOn(result: Tokens | LoginPage): Promise<void> {
    this.#over.signal.throwIfAborted();
    this.#furtherPage = result instanceof LoginPage ? result : undefined;
    if (!(result instanceof LoginPage)) this.user = await this.context.enter(result);
  }

  /** What comes twice finds the user logged in. */
  async #oneByOne(work: () => Promise<void>): Promise<void> {
    const mine = this.#last.then(async () => {
      this.#over.signal.throwIfAborted();
      if (!this.user) await work();
    });
    this.#last = mine.catch(() => undefined);
    await mine;
  }
}
