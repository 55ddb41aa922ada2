import { Clock, type Duration } from "@galaxy-kit/sdk";
import { toMilliseconds } from "@galaxy-kit/sdk/internal";
import { RunningCalls } from "./running-calls.js";

interface Sleeper {
  until: number;
  readonly wake: () => void;
}

/** A clock that stands still until a test advances it. */
export class FakeClock extends Clock {
  /** @internal */
  readonly calls = new RunningCalls();
  #sleepers: Sleeper[] = [];
  /** What {@link monotonic} does not count: where the clock began, and how far it was moved. */
  #skipped: number;
  /** The time at which the current call to {@link advance} ends. */
  #target = 0;
  /** Ends when the time of all calls to {@link advance} so far has passed. */
  #advancing: Promise<void> = Promise.resolve();

  /** @param time - the start time in milliseconds since 1970; 2026-01-01 UTC by default */
  constructor(private time = Date.UTC(2026, 0, 1)) {
    super();
    this.#skipped = time;
  }

  override now(): number {
    return this.time;
  }

  override monotonic(): number {
    return this.time - this.#skipped;
  }

  override sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    const awake = new Promise<void>((resolve, reject) => {
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
    return this.calls.sleep(awake);
  }

  /**
   * Advances the time. Everything that sleeps wakes up at its time, in order. A method that is running, or that this starts or wakes,
   * finishes or sleeps before the next one wakes up, including requests to a server in the test, unless it needs more than a second of
   * real time. A method that sleeps counts as waiting for the test, even if it also waits for a request at the same time. Calls that
   * overlap advance the time one after the other.
   *
   * @param duration - such as `"10m"`
   * @throws `RangeError` if the duration is not valid
   */
  async advance(duration: Duration): Promise<void> {
    const milliseconds = toMilliseconds(duration);
    this.#advancing = this.#advancing.then(() => this.#advanceBy(milliseconds));
    await this.#advancing;
  }

  /**
   * Moves the time on or back without waking anything, as if the computer had slept, or someone had set its clock. What sleeps still takes
   * as long as it would have.
   *
   * @param duration - such as `"8h"`; with `-` before it, back
   * @throws `RangeError` if the duration is not valid
   */
  jump(duration: Duration | `-${Duration}`): void {
    const [, sign, length] = /^(-?)(.*)$/s.exec(duration) ?? [];
    const milliseconds = toMilliseconds(length as Duration) * (sign === "-" ? -1 : 1);
    this.time += milliseconds;
    this.#skipped += milliseconds;
    this.#target += milliseconds;
    for (const sleeper of this.#sleepers) sleeper.until += milliseconds;
  }

  async #advanceBy(milliseconds: number): Promise<void> {
    this.#target = this.time + milliseconds;
    await this.calls.settleRunning();
    for (let next = this.#takeNext(); next; next = this.#takeNext()) {
      this.time = Math.max(this.time, next.until);
      await this.calls.settleAfter(next.wake);
    }
    this.time = this.#target;
  }

  #takeNext(): Sleeper | undefined {
    const next = this.#sleepers.filter(({ until }) => until <= this.#target).sort((a, b) => a.until - b.until)[0];
    this.#sleepers = this.#sleepers.filter((other) => other !== next);
    return next;
  }
}
