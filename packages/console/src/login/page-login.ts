import type { Cookie } from "@galaxy-kit/protocol";
import {
  ActionRefused,
  type LoginWindow,
  type LoginWindowEnd,
  type ManualLoginQuestion,
  manualLoginWindow,
} from "@galaxy-kit/simulator";
import type { LoginRow } from "../contract/index.js";

/** Logins through a form on the page, for a machine that has no browser to open a window in. */
export interface PageLogin {
  /** For the option `loginWindow` of a client. */
  readonly window: LoginWindow;
  /** What the page asks its user. */
  readonly current: LoginRow | undefined;
  /** The user has logged in, or says so. */
  answer(endUri: string, cookies: readonly Cookie[]): void;
  /** The user does not want to log in. */
  close(): void;
}

/**
 * Makes logins that the page asks for. A login waits until there is a page; of several, the first one that answers has answered
 * for all.
 */
export function pageLogin(): PageLogin {
  return new FormLogin();
}

interface Open {
  readonly question: ManualLoginQuestion;
  readonly settle: (answer: LoginWindowEnd | "closed") => void;
}

class FormLogin implements PageLogin {
  readonly window: LoginWindow;
  #open: Open | undefined;

  constructor() {
    this.window = manualLoginWindow((question, signal) => this.#ask(question, signal));
  }

  get current(): LoginRow | undefined {
    return this.#open?.question;
  }

  answer(endUri: string, cookies: readonly Cookie[]): void {
    this.#settle({ endUri, cookies });
  }

  close(): void {
    this.#settle("closed");
  }

  async #ask(question: ManualLoginQuestion, signal: AbortSignal): Promise<LoginWindowEnd | "closed"> {
    return await new Promise((settle) => {
      const open = { question, settle };
      this.#open = open;
      signal.addEventListener("abort", () => this.#closeIf(open), { once: true });
    });
  }

  #settle(answer: LoginWindowEnd | "closed"): void {
    if (!this.#open) throw new ActionRefused("nobody waits for a login any more");
    const { settle } = this.#open;
    this.#open = undefined;
    settle(answer);
  }

  /** A later one, of the next session, stays. */
  #closeIf(open: Open): void {
    if (this.#open === open) this.#open = undefined;
  }
}
