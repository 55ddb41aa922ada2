import { type Backoff, RetryAfter } from "@galaxy-kit/sdk";
import { toMilliseconds } from "@galaxy-kit/sdk/internal";
import { growingPause } from "../lifecycle/growing-pause.js";

/** How long a connection that was lost waits before the next attempt. */
export class ReconnectPauses {
  readonly #pause: (failures: number) => number;
  #failures = 0;

  constructor(backoff: Backoff) {
    this.#pause = growingPause(backoff);
  }

  /** @param error - why it was lost, or could not be established */
  next(error: unknown): number {
    this.#failures += 1;
    const retryAfter = RetryAfter.delayOf(error);
    if (retryAfter !== undefined) return toMilliseconds(retryAfter);
    // All users lose their connections at the same moment when a server is restarted.
    return Math.ceil(this.#pause(this.#failures) * (1 - Math.random() / 2));
  }

  startOver(): void {
    this.#failures = 0;
  }
}
