import { AsyncLocalStorage } from "node:async_hooks";
import { EventEmitter, once } from "node:events";
import { setImmediate, setTimeout } from "node:timers/promises";
import { isPromise } from "node:util/types";

/** Enough turns of the event loop for a message to arrive, its handler to run, and the response to come back. */
const TURNS_TO_SETTLE = 12;

/** Real time. A method may be waiting for something that the test does next. */
const MAX_WAIT_MS = 1000;

/** Flushes pending microtasks and event-loop turns, so that everything that waits for neither time nor input has run. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < TURNS_TO_SETTLE; turn++) await setImmediate();
}

interface RunningCall {
  /** `Class.method`. */
  readonly name: string;
  /** Work of the framework, which never waits for something that the test does next. */
  readonly isBackground: boolean;
  /** The call that waits for this one. */
  readonly caller: RunningCall | undefined;
  /** How many times it waits for the test at the moment. */
  sleeps: number;
  /** It was waited for in vain, since it last slept. */
  isOverdue: boolean;
}

/** One for all tests of a file: Node.js keeps each of them, and every promise costs time for each. */
const current = new AsyncLocalStorage<RunningCall>();

/** Knows which of the author's methods are running, and which of those wait for the fake clock. */
export class RunningCalls {
  readonly #running = new Set<RunningCall>();
  readonly #changes = new EventEmitter();

  /** Calls a method, which is running until its promise settles. */
  run<T>(method: () => T, name: string, isBackground = false): T {
    const call: RunningCall = { name, isBackground, caller: current.getStore(), sleeps: 0, isOverdue: false };
    const result = current.run(call, method);
    // Not `instanceof`: jest has a Promise of its own, and that of Node.js is another one.
    if (isPromise(result)) {
      this.#running.add(call);
      const end = (): void => {
        this.#running.delete(call);
        this.#changes.emit("change");
      };
      result.then(end, end);
    }
    return result;
  }

  /** Says which methods are running, and what they wait for. */
  describe(): readonly string[] {
    return [...this.#running]
      .filter(({ isBackground }) => !isBackground)
      .map(({ name, sleeps }) =>
        sleeps > 0 ? `${name} sleeps until the test advances the clock` : `${name} has not returned`,
      );
  }

  /** Waits for something that only the test does: it moves the clock, or sends a request. */
  async sleep(until: Promise<void>): Promise<void> {
    const calls = [...callersOf(current.getStore())];
    for (const call of calls) {
      call.sleeps++;
      call.isOverdue = false;
    }
    this.#changes.emit("change");
    try {
      await until;
    } finally {
      for (const call of calls) call.sleeps--;
    }
  }

  /**
   * Does something, and resolves when the methods that it starts or wakes have finished, or sleep: real input and output, such as
   * a request to a server in the test, is waited for. A method that needs more than a second is left running.
   */
  async settleAfter<T>(action: () => T): Promise<Awaited<T>> {
    const earlier = new Set(this.#awake().filter(({ isBackground }) => !isBackground));
    const isBusy = (): boolean => this.#awake().some((call) => !earlier.has(call));
    const result = await action();
    await settle();
    if (isBusy()) await this.#until(() => !isBusy());
    return result;
  }

  /**
   * Resolves when the methods that are running have finished, or sleep. One that needs more than a second may be waiting for something
   * that the test does next: it is not waited for again until it has slept.
   */
  async settleRunning(): Promise<void> {
    const isBusy = (): boolean => this.#awake().some(({ isOverdue }) => !isOverdue);
    await settle();
    if (isBusy()) await this.#until(() => !isBusy());
    for (const call of this.#awake()) call.isOverdue = !call.isBackground;
  }

  async #until(isDone: () => boolean): Promise<void> {
    const timeout = new AbortController();
    const isLate = setTimeout(MAX_WAIT_MS, true, { signal: timeout.signal }).catch(() => false);
    while (!isDone() && !(await Promise.race([isLate, this.#changed()]))) await settle();
    timeout.abort();
  }

  #awake(): RunningCall[] {
    return [...this.#running].filter(({ sleeps }) => sleeps === 0);
  }

  async #changed(): Promise<false> {
    await once(this.#changes, "change");
    return false;
  }
}

/** Yields a call, the one that waits for it, and so on. */
function* callersOf(call: RunningCall | undefined): Iterable<RunningCall> {
  for (let next = call; next; next = next.caller) yield next;
}
