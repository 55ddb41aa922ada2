import { Aborted, type Awaitable } from "@galaxy-kit/sdk";
import type { SharedTimer, TimeLimit } from "./time-limit.js";

type Reject = (error: unknown) => void;

/**
 * Waits for the work of authors, which may never settle. An import waits a hundred thousand times, so all waits share one listener
 * and a few timers, and none uses `Promise.race`, which would create five more promises. Slots are reused, because a `Set` with
 * many additions and removals keeps old tables alive.
 */
export class Waits {
  readonly #rejects: (Reject | undefined)[] = [];
  readonly #timers: (SharedTimer | undefined)[] = [];
  readonly #free: number[] = [];

  constructor(
    private readonly signal: AbortSignal,
    readonly limit?: TimeLimit,
  ) {
    signal.addEventListener("abort", () => {
      this.#end(() => true, new Aborted());
    });
    limit?.onExpired((timer) => {
      this.#end((slot) => this.#timers[slot] === timer, limit.error());
    });
  }

  /**
   * Settles as the work does, or rejects with {@link Aborted} as soon as the signal fires, or with the limit's error when that is
   * over. The work may continue after that; its outcome is ignored.
   */
  for<T>(work: Awaitable<T>): Promise<T> {
    const { signal } = this;
    if (signal.aborted) {
      ignore(work);
      return Promise.reject(new Aborted());
    }
    if (!isThenable(work)) return Promise.resolve(work);
    return new Promise((resolve, reject) => {
      const slot = this.#free.pop() ?? this.#rejects.length;
      this.#rejects[slot] = reject;
      this.#timers[slot] = this.limit?.begin();
      Promise.resolve(work).then(
        (value) => {
          this.#remove(slot, reject);
          resolve(value);
        },
        (error: unknown) => {
          this.#remove(slot, reject);
          // Exactly what was thrown, even if it is not an error.
          // oxlint-disable-next-line typescript/prefer-promise-reject-errors
          reject(error);
        },
      );
    });
  }

  #end(concerns: (slot: number) => boolean, error: Error): void {
    this.#rejects.forEach((reject, slot) => {
      if (!reject || !concerns(slot)) return;
      this.#remove(slot, reject);
      reject(error);
    });
  }

  /** Does nothing if the wait has ended. */
  #remove(slot: number, reject: Reject): void {
    if (this.#rejects[slot] !== reject) return;
    this.#rejects[slot] = undefined;
    this.#free.push(slot);
    this.#timers[slot]?.leave();
  }
}

/** Whether `await` would wait for it: promises of other libraries or realms, such as a test's, are not a `Promise`. */
function isThenable<T>(work: Awaitable<T>): work is Promise<T> {
  const mayBe = (typeof work === "object" && work !== null) || typeof work === "function";
  return mayBe && "then" in work && typeof work.then === "function";
}

/** No caller waits for it, so its rejection must not count as unhandled. */
function ignore(work: unknown): void {
  if (isThenable(work)) Promise.resolve(work).catch(() => undefined);
}
