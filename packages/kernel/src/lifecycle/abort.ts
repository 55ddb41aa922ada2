import { Aborted, type Awaitable, type Clock } from "@galaxy-kit/sdk";

/**
 * The outcome of some work, or an {@link Aborted} as soon as the signal fires, whatever the work does then.
 *
 * Without `Promise.race`, which would make five more promises: an import comes by here for each of its items.
 */
export function untilAborted<T>(work: Awaitable<T>, signal: AbortSignal): Promise<T> {
  if (!isThenable(work)) return signal.aborted ? Promise.reject(new Aborted()) : Promise.resolve(work);
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      reject(new Aborted());
    };
    if (signal.aborted) stop();
    const waiting = waitingFor(signal);
    const place = waiting.add(stop);
    Promise.resolve(work).then(
      (value) => {
        waiting.remove(place);
        resolve(value);
      },
      (error: unknown) => {
        waiting.remove(place);
        // As it was thrown, whatever it is.
        // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
        reject(error);
      },
    );
  });
}

/**
 * What is to happen when a signal fires, behind one listener: adding one for each item of an import takes longer than the item.
 * Places are used again, as a `Set` that much comes and goes in leaves tables behind that keep what was in them.
 */
class Waiting {
  readonly #stops: ((() => void) | undefined)[] = [];
  readonly #free: number[] = [];

  constructor(signal: AbortSignal) {
    signal.addEventListener("abort", () => {
      for (const stop of this.#stops) stop?.();
    });
  }

  add(stop: () => void): number {
    const place = this.#free.pop() ?? this.#stops.length;
    this.#stops[place] = stop;
    return place;
  }

  remove(place: number): void {
    this.#stops[place] = undefined;
    this.#free.push(place);
  }
}

const waitings = new WeakMap<AbortSignal, Waiting>();

function waitingFor(signal: AbortSignal): Waiting {
  const known = waitings.get(signal);
  if (known) return known;
  const waiting = new Waiting(signal);
  waitings.set(signal, waiting);
  return waiting;
}

/** Whether `await` would wait for it: promises of other libraries, and of another realm such as a test's, are no `Promise`. */
function isThenable<T>(work: Awaitable<T>): work is Promise<T> {
  const mayBe = (typeof work === "object" && work !== null) || typeof work === "function";
  return mayBe && "then" in work && typeof work.then === "function";
}

/** Whether some work has ended in time; it may go on after that. */
export async function endsWithin(clock: Clock, milliseconds: number, work: Promise<unknown>): Promise<boolean> {
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
