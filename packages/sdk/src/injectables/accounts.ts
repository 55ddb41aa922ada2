import { recordInjectable } from "../metadata/metadata.js";

/** What others have to know about who is logged in: when that changes, and whether the login is good. Inject it. */
export class Accounts {
  readonly #sessions = new Set<() => boolean>();
  readonly #onLogin = new Set<() => void>();
  readonly #onChange = new Set<() => void>();

  /** Calls a function when a user is logging in, before it is known who: what is stored may belong to another user. */
  onLogin(listener: () => void): void {
    this.#onLogin.add(listener);
  }

  /** Calls a function when a different user has logged in. */
  onChange(listener: () => void): void {
    this.#onChange.add(listener);
  }

  /**
   * Lets a session have the last word when something says that the user has to log in: one request may be refused for its own reasons.
   *
   * @param isGood - whether the user is logged in, as far as the session knows
   */
  judgedBy(isGood: () => boolean): void {
    this.#sessions.add(isGood);
  }

  /** Whether a session says that the login is good; false if there is no session. */
  get isKnownToBeGood(): boolean {
    return [...this.#sessions].some((isGood) => isGood());
  }

  /** For a login: a user is logging in. */
  begin(): void {
    for (const listener of this.#onLogin) listener();
  }

  /** For a login: a different user has logged in, or it is unknown who was logged in before. */
  change(): void {
    for (const listener of this.#onChange) listener();
  }
}

recordInjectable(Accounts);
