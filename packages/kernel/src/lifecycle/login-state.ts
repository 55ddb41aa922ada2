/** Whether the login is lost, and whose it is, as far as the client knows. */
export class LoginState {
  #isLost = false;
  #userId: string | undefined;
  #regained: Promise<void> = Promise.resolve();
  #regain = (): void => undefined;
  readonly #overListeners: (() => void)[] = [];

  /** Whether the user has to log in again. */
  get isLost(): boolean {
    return this.#isLost;
  }

  lose(): void {
    if (this.#isLost) return;
    this.#isLost = true;
    this.#regained = new Promise((resolve) => {
      this.#regain = resolve;
    });
    this.#end();
  }

  loggedIn(userId: string): void {
    const isAnother = this.#userId !== undefined && this.#userId !== userId;
    this.#userId = userId;
    if (isAnother && !this.#isLost) this.#end();
    this.#isLost = false;
    this.#regain();
  }

  /** Resolves when the login is not lost, which may be never. */
  present(): Promise<void> {
    return this.#regained;
  }

  /** @param listener - called when the login is lost, and when another user has logged in */
  onOver(listener: () => void): void {
    this.#overListeners.push(listener);
  }

  #end(): void {
    for (const listener of this.#overListeners) listener();
  }
}
