import { AsyncResource } from "node:async_hooks";
import type { Clock } from "@galaxy-kit/sdk";
import type { Background } from "@galaxy-kit/sdk/extend";

/** Looks again and again, at an interval that depends on what there is to see. One look follows the other. */
export class Looks {
  /** Milliseconds between two looks; undefined while there is nothing to see. */
  interval: number | undefined;
  #isRunning = false;
  #failure: string | undefined;
  #wake = new AbortController();
  #last: Promise<void> = Promise.resolve();
  /** Outside of the call that begins it: the log names the call that a line belongs to. */
  readonly #start = AsyncResource.bind(() => this.background.run("Looking for games", () => this.#run()));

  /**
   * @param nextInterval - returns undefined if there is nothing to see any longer
   * @param failed - called when a look has thrown, not again for the same error; the next look comes all the same
   */
  constructor(
    private readonly clock: Clock,
    private readonly background: Background,
    private readonly signal: AbortSignal,
    private readonly look: () => Promise<void>,
    private readonly nextInterval: () => number | undefined,
    private readonly failed: (error: unknown) => void,
  ) {
    signal.addEventListener("abort", () => this.#wake.abort(), { once: true });
  }

  /** Looks, and resolves when it has seen everything. */
  now(): Promise<void> {
    return (this.#last = this.#last.then(() => this.#lookOnce()));
  }

  async #lookOnce(): Promise<void> {
    try {
      await this.look();
      this.#failure = undefined;
    } catch (error) {
      const failure = String(error);
      if (failure !== this.#failure) this.failed(error);
      this.#failure = failure;
    }
  }

  /** Does not wait for the interval. */
  soon(): void {
    this.#wake.abort();
  }

  /** There is something to see. */
  begin(): void {
    if (this.#isRunning || this.signal.aborted) return;
    this.#isRunning = true;
    this.#start();
  }

  async #run(): Promise<void> {
    while ((this.interval = this.nextInterval()) !== undefined) {
      await this.clock.sleep(this.interval, this.#wake.signal).catch(() => undefined);
      if (this.signal.aborted) return;
      this.#wake = new AbortController();
      await this.now();
    }
    this.#isRunning = false;
  }
}
