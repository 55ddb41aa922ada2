import type { Clock } from "@galaxy-kit/sdk";

/** Time that goes on when the clock is set back. */
export class SteadyTime {
  #passed = 0;
  #last: number;

  constructor(private readonly clock: Clock) {
    this.#last = clock.now();
  }

  /** Returns how many milliseconds have passed. */
  now(): number {
    const now = this.clock.now();
    this.#passed += Math.max(0, now - this.#last);
    this.#last = now;
    return this.#passed;
  }
}
