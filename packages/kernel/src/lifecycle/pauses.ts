import { RetryAfter } from "@galaxy-kit/sdk";
import type { ScheduleRecord } from "@galaxy-kit/sdk/internal";
import { toMilliseconds } from "@galaxy-kit/sdk/internal";
import { growingPause } from "./growing-pause.js";
import type { Failure } from "./schedule.js";

/** How long a schedule waits between its runs. */
export class Pauses {
  readonly #interval: number;
  readonly #jitter: number;
  readonly #backoff: ((failures: number) => number) | undefined;
  #failures = 0;

  constructor({ interval, jitter, backoff }: Pick<ScheduleRecord, "interval" | "jitter" | "backoff">) {
    this.#interval = toMilliseconds(interval);
    this.#jitter = jitter === undefined ? 0 : Number.parseFloat(jitter) / 100;
    this.#backoff = backoff && growingPause(backoff);
  }

  /** @param failure - undefined if the last run succeeded */
  next(failure: Failure | undefined): number {
    this.#failures = failure === undefined ? 0 : this.#failures + 1;
    const retryAfter = failure && RetryAfter.delayOf(failure.error);
    if (retryAfter !== undefined) return toMilliseconds(retryAfter);
    return this.#withJitter(this.#failures > 0 && this.#backoff ? this.#backoff(this.#failures) : this.#interval);
  }

  #withJitter(milliseconds: number): number {
    return Math.round(milliseconds * (1 + this.#jitter * (2 * Math.random() - 1)));
  }
}
