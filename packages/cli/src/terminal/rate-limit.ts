/** Lines that go wrong together by the thousand would bury what matters. */
const MOST = 12;
const PER_MS = 2_000;

/** Lets a few lines through at a time, and tells how many it has left out. */
export class RateLimit {
  #passed = 0;
  #left = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly onLeftOut: (count: number) => void) {}

  passes(): boolean {
    this.#timer ??= setTimeout(() => {
      this.#end();
    }, PER_MS);
    if (this.#passed < MOST) {
      this.#passed += 1;
      return true;
    }
    this.#left += 1;
    return false;
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#end();
  }

  #end(): void {
    if (this.#left > 0) this.onLeftOut(this.#left);
    this.#passed = 0;
    this.#left = 0;
    this.#timer = undefined;
  }
}
