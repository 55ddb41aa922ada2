import { isPlainObject } from "@galaxy-kit/protocol";
import type { Handler } from "../wiring/handlers.js";
import { InvalidResult } from "../wiring/invalid-result.js";

/** A catalog may contain empty pages, or games that move to the next page while it is read, but not this many in a row. */
const MAX_STALE_PAGES = 100;

/** Notices pages that never end: a cursor that does not move on returns the same games forever. */
export class PageCheck {
  readonly #games = new Set<unknown>();
  #stale = 0;

  constructor(
    private readonly handler: Handler,
    private readonly subscription: string,
  ) {}

  /** @throws an {@link InvalidResult} if the pages repeat themselves forever */
  check(page: unknown): void {
    const before = this.#games.size;
    for (const game of Array.isArray(page) ? (page as unknown[]) : []) {
      if (isPlainObject(game)) this.#games.add(game["gameId"]);
    }
    this.#stale = this.#games.size > before ? 0 : this.#stale + 1;
    if (this.#stale < MAX_STALE_PAGES) return;
    throw new InvalidResult(
      `${this.handler.name} (${this.handler.decorator}) has returned ${MAX_STALE_PAGES} pages of ${JSON.stringify(this.subscription)} in a row without a new game`,
    );
  }
}
