import { setImmediate } from "node:timers/promises";
import { Clock, type Duration } from "@galaxy-kit/sdk";
import { toMilliseconds } from "@galaxy-kit/sdk/internal";

interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
}

/** Enough turns of the event loop for a message to arrive, its handler to run, and the response to come back. */
const TURNS_TO_SETTLE = 12;

/** Flushes pending microtasks and event-loop turns, so that everything that waits for neither time nor input has run. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < TURNS_TO_SETTLE; turn++) await setImmediate();
}

/** A clock that stands still until a test advances it. */
export class FakeClock extends Clock {
  #sleepers: Sleeper[] = [];

  /** @param time the start time in milliseconds since 1970; 2026-01-01 UTC by default */
  constructor(private time = Date.UTC(2026, 0, 1)) {
    super();
  }

  override now(): number {
    return this.time;
  }

  override sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const cancel = (): void => {
        this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
        reject(signal?.reason as Error);
      };
      const sleeper: Sleeper = {
        until: this.time + milliseconds,
        wake: () => {
          signal?.removeEventListener("abort", cancel);
          resolve();
        },
      };
      this.#sleepers.push(sleeper);
      if (signal?.aborted) cancel();
      else signal?.addEventListener("abort", cancel, { once: true });
    });
  }

  /**
   * Advances the time. Everything that sleeps wakes up at its time, in order, and settles before the next one wakes up.
   *
   * @param duration such as `"10m"`
   * @throws RangeError if the duration is not valid
   */
  async advance(duration: Duration): Promise<void> {
    const target = this.time + toMilliseconds(duration);
    await settle();
    for (let next = this.#takeNext(target); next; next = this.#takeNext(target)) {
      this.time = Math.max(this.time, next.until);
      next.wake();
      await settle();
    }
    this.time = target;
  }

  #takeNext(target: number): Sleeper | undefined {
    const next = this.#sleepers.filter(({ until }) => until <= target).sort((a, b) => a.until - b.until)[0];
    this.#sleepers = this.#sleepers.filter((other) => other !== next);
    return next;
  }
}
