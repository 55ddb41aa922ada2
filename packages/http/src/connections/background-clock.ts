import { AsyncLocalStorage } from "node:async_hooks";
import { Clock } from "@galaxy-kit/sdk";

/**
 * A clock for timers that no call waits for, such as the one that ends a request. In a test, a call that sleeps is one that waits for the test
 * to move the clock; these sleep outside of any call.
 */
export class BackgroundClock extends Clock {
  readonly #outside = AsyncLocalStorage.snapshot();

  constructor(private readonly clock: Clock) {
    super();
  }

  now(): number {
    return this.clock.now();
  }

  monotonic(): number {
    return this.clock.monotonic();
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return this.#outside(() => this.clock.sleep(milliseconds, signal));
  }
}
