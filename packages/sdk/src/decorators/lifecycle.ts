import type { Awaitable } from "../awaitable.js";
import type { Duration } from "../duration.js";
import type { Milestone } from "../metadata/records.js";
import { type HandlerDecorator, handlerDecorator } from "./handler-decorator.js";

/** @param signal - aborted when the integration closes */
export type LifecycleHandler = (signal: AbortSignal) => Awaitable<void>;
/** A method with `@OnHandshake()`. */
export type OnHandshakeHandler = LifecycleHandler;
/** A method with `@OnTick()`. */
export type OnTickHandler = LifecycleHandler;
/** A method with `@Every()`. */
export type EveryHandler = LifecycleHandler;

/** A method with `@OnShutdown()`. It has 30 seconds to finish; the signal is already aborted. */
export type OnShutdownHandler = LifecycleHandler;

/** Options of `@Every()`. */
export interface EveryOptions {
  /** The milestone that triggers the first run; `handshake` by default. */
  readonly after?: Milestone;
}

/**
 * Called once, when the handshake is complete: from now on the `PersistentCache` can be used.
 *
 * Requests of the client wait until the method is done, for up to 30 seconds; pings do not wait. Notifications that it sends
 * are held back until the client accepts them. Errors are logged.
 *
 * The user is not logged in yet. What the client does with games or friends that are reported here is unknown: report them
 * later, for example in a method with `@Every("1m", { after: "authentication" })`.
 */
export function OnHandshake(): HandlerDecorator<OnHandshakeHandler> {
  return handlerDecorator("@OnHandshake()", { role: "handshake" });
}

/**
 * Called every second after the handshake. Runs never overlap: ticks missed during a long run are skipped. Errors are
 * logged.
 *
 * Prefer {@link Every} for anything that does not have to happen every second.
 */
export function OnTick(): HandlerDecorator<OnTickHandler> {
  return handlerDecorator("@OnTick()", { role: "tick" });
}

/**
 * Called at an interval: first when `after` is reached, then again each time the interval has passed since the end of the
 * last run. So runs never overlap. No run starts once the integration is closing.
 *
 * Errors are logged and do not stop the schedule.
 *
 * @example
 * ```ts
 * @Every("10m", { after: "ownedGames" })
 * async refresh(signal: AbortSignal) { … }
 * ```
 *
 * @param interval - from `"1ms"` to `"24d"`, such as `"500ms"`, `"5s"`, `"10m"` or `"2h"`
 */
export function Every(interval: Duration, options: EveryOptions = {}): HandlerDecorator<EveryHandler> {
  return handlerDecorator(`@Every("${interval}")`, {
    role: "schedule",
    interval,
    after: options.after ?? "handshake",
  });
}

/**
 * Called when the integration closes: because the client requested it, disconnected, or the process received SIGINT or
 * SIGTERM. The method has 30 seconds to finish. Handlers that were running have been canceled. Errors are logged.
 */
export function OnShutdown(): HandlerDecorator<OnShutdownHandler> {
  return handlerDecorator("@OnShutdown()", { role: "shutdown" });
}
