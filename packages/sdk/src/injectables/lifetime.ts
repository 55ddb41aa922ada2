import type { Awaitable } from "../awaitable.js";

/**
 * The lifetime of this run of the integration: from startup until it closes. For services that keep something open, such as
 * a connection or a file.
 */
export abstract class Lifetime {
  /** Aborted when the integration begins to close; nothing new should start after that. */
  abstract readonly signal: AbortSignal;

  /**
   * Registers a callback that runs at shutdown, after every `@OnShutdown()` method. Callbacks run in reverse order of
   * registration; errors are logged. All of them share 30 seconds, after which the process exits.
   */
  abstract onShutdown(close: () => Awaitable<void>): void;
}
