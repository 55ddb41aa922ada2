import { AsyncLocalStorage } from "node:async_hooks";
import type { Clock } from "@galaxy-kit/sdk";

/** What {@link within} resolves to if the time is over. */
export const LATE: unique symbol = Symbol("late");

/** In a test, a call that sleeps is one that waits for the test to move the clock: this sleeps outside of any call. */
const outside = AsyncLocalStorage.snapshot();

/** Settles as the work does, or resolves to {@link LATE} if that takes longer. The work goes on. */
export async function within<T>(clock: Clock, milliseconds: number, work: Promise<T>): Promise<T | typeof LATE> {
  const over = new AbortController();
  const end = outside(() => clock.sleep(milliseconds, over.signal)).then(
    (): typeof LATE => LATE,
    (): typeof LATE => LATE,
  );
  try {
    return await Promise.race([work, end]);
  } finally {
    over.abort();
  }
}
