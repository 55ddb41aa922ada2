import { isOwnPage } from "./own-pages.js";

/** How long the answer to the last request may take. */
const lastAnswer = 3000;

/** Compares the addresses that a window goes to with what the login ends at; the first one that matches counts. */
export class EndWatch {
  readonly #pattern: RegExp;
  readonly #seen: ((address: string) => void) | undefined;
  #end: (address: string) => void = () => undefined;
  #isOver = false;
  #last = "";
  /** The address that the login has ended at. */
  readonly found = new Promise<string>((resolve) => {
    this.#end = resolve;
  });

  constructor(pattern: RegExp, seen: ((address: string) => void) | undefined) {
    this.#pattern = pattern;
    this.#seen = seen;
  }

  /** An address has matched; its page may not have answered yet. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /**
   * Looks at an address before its page is there.
   *
   * @param answered - Waits for the headers of the page, whose cookies may be what the login is about. A host that is
   * slow, or does not exist, must not hold up the end.
   */
  see(address: string, answered?: () => Promise<unknown>): void {
    // A page is seen when it is asked for and when it comes.
    if (this.#isOver || address === this.#last || isOwnPage(address)) return;
    this.#last = address;
    this.#seen?.(address);
    if (!this.#pattern.test(address)) return;
    this.#isOver = true;
    const end = (): void => this.#end(address);
    if (!answered) return end();
    const limit = setTimeout(end, lastAnswer);
    void answered()
      .catch(() => undefined)
      .then(() => {
        clearTimeout(limit);
        end();
      });
  }
}
