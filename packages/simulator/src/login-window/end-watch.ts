import { type Arrival, whyIgnored } from "./ignored-end.js";
import type { LoginWindowContext } from "./login-window.js";
import { isOwnPage } from "./own-pages.js";

/** How long the response to the last request may take. */
const LAST_RESPONSE_TIMEOUT_MS = 3_000;

/** Compares each address that a window visits with the pattern for the end of the login. The first match counts. */
export class EndWatch {
  #end: (address: string) => void = () => undefined;
  #isOver = false;
  #last = "";
  /** Resolves to the address that matches. */
  readonly found = new Promise<string>((resolve) => {
    this.#end = resolve;
  });

  constructor(
    private readonly pattern: RegExp,
    private readonly context: Pick<LoginWindowContext, "behavior" | "onNavigation">,
  ) {}

  /** Whether an address has matched. Its response may not have arrived yet. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /**
   * Checks an address before its page is loaded.
   *
   * @param arrival - how the address was reached
   * @param responded - resolves with the response headers, whose cookies may be the point of the login; a host that is slow or
   * does not exist must not delay the end
   */
  check(address: string, arrival: Arrival, responded?: () => Promise<unknown>): void {
    // A page is checked when it is requested and again when it is loaded. It may load what it has only shown before.
    const visit = `${arrival} ${address}`;
    if (this.#isOver || visit === this.#last || isOwnPage(address)) return;
    this.#last = visit;
    if (!this.#ends(address, arrival)) return;
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

  #ends(address: string, arrival: Arrival): boolean {
    const matches = this.pattern.test(address);
    const ignored = matches ? whyIgnored(address, arrival, this.context.behavior) : undefined;
    this.context.onNavigation({ address, matches, ...(ignored !== undefined && { ignored }) });
    return matches && ignored === undefined;
  }
}
