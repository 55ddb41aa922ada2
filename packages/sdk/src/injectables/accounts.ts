import { recordInjectable } from "../metadata/metadata.js";

/** What has to be forgotten when somebody else logs in. Inject it. */
export class Accounts {
  readonly #onLogin = new Set<() => void>();
  readonly #onChange = new Set<() => void>();

  /** Calls a function when somebody is logging in, before it is known who: what is kept may be about somebody else. */
  onLogin(listener: () => void): void {
    this.#onLogin.add(listener);
  }

  /** Calls a function when somebody else has logged in than before. */
  onChange(listener: () => void): void {
    this.#onChange.add(listener);
  }

  /** For a login: somebody is logging in. */
  begin(): void {
    for (const listener of this.#onLogin) listener();
  }

  /** For a login: that was somebody else than before, or it is not known who was before. */
  change(): void {
    for (const listener of this.#onChange) listener();
  }
}

recordInjectable(Accounts);
