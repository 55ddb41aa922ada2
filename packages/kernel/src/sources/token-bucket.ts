import type { Clock } from "@galaxy-kit/sdk";

/** Holds a token for each thing that may be done now: they come at a steady rate, and no more than so many are kept. */
export class TokenBucket {
  #tokens: number;
  #countedAt: number;

  constructor(
    private readonly clock: Clock,
    private readonly perSecond: number,
    private readonly capacity: number,
  ) {
    this.#tokens = capacity;
    this.#countedAt = clock.now();
  }

  hasToken(): boolean {
    const now = this.clock.now();
    // The clock may have been set back.
    const earned = (Math.max(0, now - this.#countedAt) / 1000) * this.perSecond;
    this.#tokens = Math.min(this.capacity, this.#tokens + earned);
    this.#countedAt = now;
    // Sums of fractions may fall short of a whole by a rounding error.
    return this.#tokens >= 1 - 1e-9;
  }

  /** Takes tokens, even if there are fewer: the next ones make up for that. */
  take(count: number): void {
    this.#tokens -= count;
  }
}
