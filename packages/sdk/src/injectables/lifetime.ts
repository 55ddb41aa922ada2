import type { Awaitable } from "../awaitable.js";

/**
 * How long this run of the integration lasts: from its start until GALAXY closes it. For services that hold something
 * open, such as a connection or a file.
 */
export abstract class Lifetime {
  /** Fires when the integration begins to close; from then on nothing new is worth starting. */
  abstract readonly signal: AbortSignal;

  /**
   * Runs something at the end, after every `@OnShutdown()` method, last registered first. What it throws is logged.
   * Everything at the end has 30 seconds together; then the process ends all the same, as GALAXY would kill it.
   */
  abstract onShutdown(close: () => Awaitable<void>): void;
}
