import { setMaxListeners } from "node:events";
import { Aborted, type Clock, type Lifetime } from "@galaxy-kit/sdk";
import type { Got } from "got";
import { BackgroundClock } from "./background-clock.js";
import type { OpenGot } from "./open-got.js";
import { Slots } from "./slots.js";

/** How many requests may be pending at a time. */
const CONNECTION_LIMIT = 20;

/**
 * The connections that all clients of one run share.
 *
 * When the integration starts to shut down, pending requests are aborted. New requests are still sent, for an
 * `@OnShutdown()` method that logs out, and aborted at the very end.
 */
export class Connections {
  readonly slots = new Slots(CONNECTION_LIMIT);
  readonly backgroundClock: Clock;
  #opened: Promise<OpenGot> | undefined;
  #open = openSignal();
  readonly #end = openSignal();

  constructor(lifetime: Lifetime, clock: Clock) {
    this.backgroundClock = new BackgroundClock(clock);
    lifetime.signal.addEventListener("abort", () => this.#abortPending(), { once: true });
    lifetime.onShutdown(() => this.#close());
  }

  /** Fires with {@link Aborted} when a request that starts now must stop. */
  get signal(): AbortSignal {
    return this.#open.signal;
  }

  /** Fires with {@link Aborted} at the very end. */
  get end(): AbortSignal {
    return this.#end.signal;
  }

  /**
   * Loads got and Node's HTTP modules on first use, since that takes longer than loading everything else together. All of them
   * through one file, because a bundle with an `import()` of a module of Node cannot use V8's code cache.
   */
  async got(): Promise<Got> {
    this.#opened ??= import("./open-got.js").then(({ openGot }) => openGot());
    return (await this.#opened).got;
  }

  /** Aborts pending requests, and lets new ones start. */
  #abortPending(): void {
    const before = this.#open;
    this.#open = openSignal();
    abort(before);
  }

  async #close(): Promise<void> {
    abort(this.#open);
    abort(this.#end);
    (await this.#opened)?.close();
  }
}

function openSignal(): AbortController {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  return controller;
}

function abort(controller: AbortController): void {
  controller.abort(new Aborted("The request was aborted because the integration is shutting down"));
}
