import { isOwnPage } from "./own-pages.js";

/** How long the response to the last request may take. */
const LAST_RESPONSE_TIMEOUT_MS = 3_000;

/** Compares each address that a window visits with the pattern for the end of the login. The first match counts. */
export class EndWatch {
  readonly #pattern: RegExp;
  readonly #onNavigation: ((address: string) => void) | undefined;
  #end: (address: string) => void = () => undefined;
  #isOver = false;
  #last = "";
  /** Resolves to the address that matches. */
  readonly found = new Promise<string>((resolve) => {
    this.#end = resolve;
  });

  constructor(pattern: RegExp, onNavigation: ((address: string) => void) | undefined) {
    this.#pattern = pattern;
    this.#onNavigation = onNavigation;
  }

  /** Whether an address has matched. Its response may not have arrived yet. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /**
   * Checks an address before its page is loaded.
   *
   * @param responded - resolves with the response headers, whose cookies may be the point of the login; a host that is slow or
   * does not exist must not delay the end
   */
  check(address: string, responded?: () => Promise<unknown>): void {
    // A page is checked when it is requested and again when it is loaded.
    if (this.#isOver || address === this.#last || isOwnPage(address)) return;
    this.#last = address;
    this.#onNavigation?.(address);
    if (!this.#pattern.test(address)) return;
    this.#isOver = true;
    const end = (): void => this.#end(address);
    if (!responded) return end();
    const limit = setTimeout(end, LAST_RESPONSE_TIMEOUT_MS);
    void responded()
      .catch(() => undefined)
      .then(() => {
        clearTimeout(limit);
        end();
      });
  }
}
