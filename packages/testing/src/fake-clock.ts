import { setImmediate } from "node:timers/promises";
import { Clock, type Duration } from "@galaxy-kit/sdk";
import { toMilliseconds } from "@galaxy-kit/sdk/internal";

interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
}

/** Enough turns of the event loop for a message to cross, its handler to run, and the answer to come back. */
const TURNS_TO_SETTLE = 12;

/** Lets everything happen that waits for neither time nor input. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < TURNS_TO_SETTLE; turn++) await setImmediate();
}

/** A clock that stands still until a test moves it. It begins at the time that it is made with. */
export class FakeClock extends Clock {
  #sleepers: Sleeper[] = [];

  /** @param time milliseconds since 1970 */
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
   * Moves the time on. Everything that sleeps wakes at its moment, in order, and what it then does is done before the next
   * one wakes.
   *
   * @param duration such as `"10m"`
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
