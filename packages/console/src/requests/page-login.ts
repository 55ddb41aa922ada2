import type { Cookie } from "@galaxy-kit/protocol";
import {
  ActionRefusedError,
  type LoginWindow,
  type LoginWindowEnd,
  type ManualLoginQuestion,
  manualLoginWindow,
} from "@galaxy-kit/simulator";
import type { LoginRow } from "../contract/index.js";

/** Logins through a form on the page, for a computer that has no browser to open a login window in. */
export interface PageLogin {
  /** Pass this as the client's `loginWindow` option. */
  readonly window: LoginWindow;
  /** The login that the page asks for, if any. */
  readonly current: LoginRow | undefined;
  /** Completes the current login. */
  complete(endUri: string, cookies: readonly Cookie[]): void;
  /** Cancels the current login, as closing the login window does. */
  cancel(): void;
}

/**
 * Creates logins through a form on the page. A login waits until a page is open. If several are open, the first one to complete
 * or cancel it decides.
 */
export function pageLogin(): PageLogin {
  return new FormLogin();
}

interface PendingLogin {
  readonly question: ManualLoginQuestion;
  readonly settle: (answer: LoginWindowEnd | "closed") => void;
}

class FormLogin implements PageLogin {
  readonly window: LoginWindow;
  #pending: PendingLogin | undefined;

  constructor() {
    this.window = manualLoginWindow((question, signal) => this.#ask(question, signal));
  }

  get current(): LoginRow | undefined {
    return this.#pending?.question;
  }

  complete(endUri: string, cookies: readonly Cookie[]): void {
    this.#settle({ endUri, cookies });
  }

  cancel(): void {
    this.#settle("closed");
  }

  async #ask(question: ManualLoginQuestion, signal: AbortSignal): Promise<LoginWindowEnd | "closed"> {
    return await new Promise((settle) => {
      const pending = { question, settle };
      this.#pending = pending;
      signal.addEventListener("abort", () => this.#drop(pending), { once: true });
    });
  }

  #settle(answer: LoginWindowEnd | "closed"): void {
    if (!this.#pending) throw new ActionRefusedError("no login is in progress");
    const { settle } = this.#pending;
    this.#pending = undefined;
    settle(answer);
  }

  /** Leaves a login of a later session alone. */
  #drop(pending: PendingLogin): void {
    if (this.#pending === pending) this.#pending = undefined;
  }
}
