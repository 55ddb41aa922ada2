import type { Clock, Logger } from "@galaxy-kit/sdk";

/** Logs that a backend fails and that it works again, once each, however many requests notice it. */
export class Outages {
  /** When each origin began to fail. */
  readonly #since = new Map<string, number>();

  constructor(private readonly clock: Clock) {}

  /** @param failure - what went wrong, without secrets */
  failed({ origin }: URL, failure: string, log: Logger): void {
    if (this.#since.has(origin)) return;
    this.#since.set(origin, this.clock.monotonic());
    log.warn(`${failure}; retrying`);
  }

  succeeded({ origin }: URL, log: Logger): void {
    const since = this.#since.get(origin);
    if (since === undefined) return;
    this.#since.delete(origin);
    const seconds = Math.round((this.clock.monotonic() - since) / 1000);
    log.info(`${origin} works again after ${seconds} s`);
  }
}
