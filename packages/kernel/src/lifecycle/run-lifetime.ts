import { setMaxListeners } from "node:events";
import { type Awaitable, Lifetime } from "@galaxy-kit/sdk";

/** The {@link Lifetime} of one run. */
export class RunLifetime extends Lifetime {
  readonly #controller = new AbortController();
  readonly #cleanups: (() => Awaitable<void>)[] = [];

  constructor() {
    super();
    // Every running call listens to it, and Node warns about a leak after ten listeners.
    setMaxListeners(0, this.#controller.signal);
  }

  override get signal(): AbortSignal {
    return this.#controller.signal;
  }

  override onShutdown(close: () => Awaitable<void>): void {
    this.#cleanups.push(close);
  }

  /** Cancels everything that is running. */
  abort(): void {
    this.#controller.abort();
  }

  /** Yields the registered callbacks, last first, and each only once. */
  *takeCleanups(): Iterable<() => Awaitable<void>> {
    for (let close = this.#cleanups.pop(); close; close = this.#cleanups.pop()) yield close;
  }
}
