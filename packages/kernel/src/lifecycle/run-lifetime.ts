import { setMaxListeners } from "node:events";
import { type Awaitable, Lifetime } from "@galaxy-kit/sdk";

/** The {@link Lifetime} of one run. */
export class RunLifetime extends Lifetime {
  readonly #controller = new AbortController();
  readonly #endings: (() => Awaitable<void>)[] = [];

  constructor() {
    super();
    // Every call that runs listens to it; Node would take more than ten for a leak.
    setMaxListeners(0, this.#controller.signal);
  }

  override get signal(): AbortSignal {
    return this.#controller.signal;
  }

  override onShutdown(close: () => Awaitable<void>): void {
    this.#endings.push(close);
  }

  /** Cancels everything that runs. */
  beginEnd(): void {
    this.#controller.abort();
  }

  /** What was registered, last first; each is handed out once. */
  *takeEndings(): Iterable<() => Awaitable<void>> {
    for (let close = this.#endings.pop(); close; close = this.#endings.pop()) yield close;
  }
}
