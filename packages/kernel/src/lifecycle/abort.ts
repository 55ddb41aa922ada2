import { Aborted, type Awaitable, type Clock } from "@galaxy-kit/sdk";

/**
 * Settles as the work does, or rejects with {@link Aborted} as soon as the signal fires; the work may continue after that.
 *
 * Avoids `Promise.race`, which would create five more promises: an import calls this for each of its items.
 */
export function untilAborted<T>(work: Awaitable<T>, signal: AbortSignal): Promise<T> {
  if (!isThenable(work)) return signal.aborted ? Promise.reject(new Aborted()) : Promise.resolve(work);
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      reject(new Aborted());
    };
    if (signal.aborted) stop();
    const callbacks = callbacksFor(signal);
    const slot = callbacks.add(stop);
    Promise.resolve(work).then(
      (value) => {
        callbacks.remove(slot);
        resolve(value);
      },
      (error: unknown) => {
        callbacks.remove(slot);
        // Exactly what was thrown, even if it is not an error.
        // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
        reject(error);
      },
    );
  });
}

/**
 * Everything that happens when a signal fires, behind one listener: adding a listener for each item of an import takes longer
 * than the item. Slots are reused, because a `Set` with many additions and removals keeps old tables alive.
 */
class AbortCallbacks {
  readonly #callbacks: ((() => void) | undefined)[] = [];
  readonly #free: number[] = [];

  constructor(signal: AbortSignal) {
    signal.addEventListener("abort", () => {
      for (const callback of this.#callbacks) callback?.();
    });
  }

  add(callback: () => void): number {
    const slot = this.#free.pop() ?? this.#callbacks.length;
    this.#callbacks[slot] = callback;
    return slot;
  }

  remove(slot: number): void {
    this.#callbacks[slot] = undefined;
    this.#free.push(slot);
  }
}

const callbacksBySignal = new WeakMap<AbortSignal, AbortCallbacks>();

function callbacksFor(signal: AbortSignal): AbortCallbacks {
  const existing = callbacksBySignal.get(signal);
  if (existing) return existing;
  const callbacks = new AbortCallbacks(signal);
  callbacksBySignal.set(signal, callbacks);
  return callbacks;
}

/** Whether `await` would wait for it: promises of other libraries or realms, such as a test's, are not a `Promise`. */
function isThenable<T>(work: Awaitable<T>): work is Promise<T> {
  const mayBe = (typeof work === "object" && work !== null) || typeof work === "function";
  return mayBe && "then" in work && typeof work.then === "function";
}

/** Resolves to whether the work settles in time. The work may continue after that. */
export async function settlesWithin(clock: Clock, milliseconds: number, work: Promise<unknown>): Promise<boolean> {
  const timer = new AbortController();
  const timeout = clock.sleep(milliseconds, timer.signal).then(
    () => false,
    () => true,
  );
  try {
    return await Promise.race([work.then(() => true), timeout]);
  } finally {
    timer.abort();
  }
}
