import type { Awaitable } from "../awaitable.js";
import type { Duration } from "../duration.js";
import type { Backoff, MethodName, Milestone, Percentage } from "../metadata/records.js";
import { type HandlerDecorator, handlerDecorator, type InstanceSide } from "./handler-decorator.js";

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

/**
 * Options of `@Every()`.
 *
 * @typeParam Owner - the class of the method; inferred from `while`
 */
export interface EveryOptions<Owner = object> {
  /**
   * The milestone that triggers the first run; `handshake` by default. Runs that wait for `authentication` or `ownedGames` pause while
   * the login is lost.
   */
  readonly after?: Milestone;
  /**
   * How long a run may take; `"5m"` by default. A longer run is logged and no longer holds up the next one; its signal fires, and
   * whatever it still does is ignored.
   */
  readonly timeLimit?: Duration;
  /** How the pause grows while runs fail. By default it does not: the next run starts after the interval. */
  readonly backoff?: Backoff;
  /** Makes each pause longer or shorter by up to this fraction, so that not all integrations ask a service at the same moment. */
  readonly jitter?: Percentage;
  /** Asked before each run, with the instance; the run is skipped if it returns false. */
  readonly while?: (instance: Owner) => boolean;
}

/** Accepts a method of `Owner`. */
export interface ScheduleDecorator<Owner> {
  <Method extends EveryHandler>(
    target: InstanceSide & Owner,
    method: MethodName,
    descriptor: TypedPropertyDescriptor<Method>,
  ): void;
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
 * last run. So runs never overlap. No run starts once the integration is closing. After the computer was asleep there is one run, not
 * one for each interval that was missed.
 *
 * Errors do not stop the schedule. Of equal errors in a row, the log has the first, and a line when the method works again. Throw
 * {@link RetryAfter} to delay the next run.
 *
 * @example
 * ```ts
 * @Every("10m", { after: "ownedGames", backoff: { from: "1m", to: "1h" }, jitter: "10%" })
 * async refresh(signal: AbortSignal) { … }
 *
 * @Every("1s", { while: (games: Games) => games.running.size > 0 })
 * async watch() { … }
 * ```
 *
 * @param interval - from `"1ms"` to `"24d"`, such as `"500ms"`, `"5s"`, `"10m"` or `"2h"`
 */
export function Every<Owner = object>(interval: Duration, options: EveryOptions<Owner> = {}): ScheduleDecorator<Owner> {
  return handlerDecorator(`@Every("${interval}")`, {
    ...options,
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
