/** Thousands of similar lines would bury the important ones. */
const MAX_LINES = 12;
const PERIOD_MS = 2_000;

/** Limits the number of lines per period, and reports how many were dropped. */
export class RateLimit {
  #passed = 0;
  #dropped = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly onDropped: (count: number) => void) {}

  passes(): boolean {
    this.#timer ??= setTimeout(() => {
      this.#end();
    }, PERIOD_MS);
    if (this.#passed < MAX_LINES) {
      this.#passed += 1;
      return true;
    }
    this.#dropped += 1;
    return false;
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#end();
  }

  #end(): void {
    if (this.#dropped > 0) this.onDropped(this.#dropped);
    this.#passed = 0;
    this.#dropped = 0;
    this.#timer = undefined;
  }
}
