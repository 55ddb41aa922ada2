import { setMaxListeners } from "node:events";
import type { Clock } from "@galaxy-kit/sdk";

/** Combines everything that can stop a request into one signal. The first reason wins. */
export class Stop {
  readonly #controller = new AbortController();
  readonly #undo: (() => void)[] = [];

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Stops when another signal fires, with the same reason. */
  with(signal: AbortSignal): this {
    const stop = (): void => this.#controller.abort(signal.reason);
    if (signal.aborted) stop();
    // Hundreds of requests may share one signal. Node would report a leak at the eleventh.
    setMaxListeners(0, signal);
    signal.addEventListener("abort", stop, { once: true });
    this.#undo.push(() => signal.removeEventListener("abort", stop));
    return this;
  }

  /** Stops after a timeout. */
  after(milliseconds: number, clock: Pick<Clock, "sleep">, reason: () => Error): void {
    const timer = new AbortController();
    clock.sleep(milliseconds, timer.signal).then(
      () => this.#controller.abort(reason()),
      () => undefined,
    );
    this.#undo.push(() => timer.abort());
  }

  /** Removes all listeners and timers. */
  release(): void {
    for (const undo of this.#undo) undo();
  }
}
