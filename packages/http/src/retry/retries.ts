import type { Clock } from "@galaxy-kit/sdk";
import type { RetryPolicy } from "./retry-options.js";

/** The retries of one call. */
export class Retries {
  #count = 0;
  readonly #since: number;

  constructor(
    private readonly policy: RetryPolicy,
    private readonly clock: Clock,
  ) {
    this.#since = clock.monotonic();
  }

  /**
   * Returns how many milliseconds to wait before the next attempt, or undefined if there is none.
   *
   * @param asked - what the server asks for, in milliseconds
   */
  next(asked: number | undefined): number | undefined {
    const { limit, withinMs } = this.policy;
    if (this.#count === limit) return undefined;
    const pause = asked ?? this.#randomPause();
    const passed = this.clock.monotonic() - this.#since;
    if (passed + pause > withinMs) return undefined;
    this.#count += 1;
    return pause;
  }

  /**
   * Random, so that what failed at the same time does not come back at the same time; but never less than half, so that five retries
   * outlast an outage of fifteen seconds.
   */
  #randomPause(): number {
    const { fromMs, toMs } = this.policy;
    return ((1 + Math.random()) / 2) * Math.min(toMs, fromMs * 2 ** this.#count);
  }
}
