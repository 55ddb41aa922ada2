import type { Awaitable } from "../awaitable.js";
import type { Duration } from "../duration.js";
import type { Milestone } from "../metadata/records.js";
import { type HandlerDecorator, handlerDecorator } from "./handler-decorator.js";

/** @param signal fires when the integration closes */
export type LifecycleHandler = (signal: AbortSignal) => Awaitable<void>;
/** Fits `@OnHandshake()`. */
export type OnHandshakeHandler = LifecycleHandler;
/** Fits `@OnTick()`. */
export type OnTickHandler = LifecycleHandler;
/** Fits `@Every()`. */
export type EveryHandler = LifecycleHandler;

/** Has 30 seconds; the signal, which cancels everything else, has fired by then. */
export type OnShutdownHandler = LifecycleHandler;

/** When something that runs again and again begins. */
export interface EveryOptions {
  /** The first run is when this has been reached; `handshake` when left out. */
  readonly after?: Milestone;
}

/**
 * Called once the handshake is complete: from here on the `PersistentCache` is there. Calls of GALAXY wait until it is
 * done, for at most 30 seconds; pings do not. What it tells GALAXY is kept back until the client listens. What it throws is
 * logged.
 */
export function OnHandshake(): HandlerDecorator<OnHandshakeHandler> {
  return handlerDecorator("@OnHandshake()", { role: "handshake" });
}

/**
 * Called every second from the handshake on. A run that takes longer is not overlapped: the seconds in between are left
 * out, and the next run comes at the next whole second. What it throws is logged. {@link Every} is the better choice for anything that need not happen each second.
 */
export function OnTick(): HandlerDecorator<OnTickHandler> {
  return handlerDecorator("@OnTick()", { role: "tick" });
}

/**
 * Called again and again: first when `after` has been reached, then each time this long after the last run has ended. Runs
 * never overlap, what one throws is logged and the next one comes all the same, and none is started once the integration
 * closes.
 *
 * @example
 * ```ts
 * @Every("10m", { after: "ownedGames" })
 * async refresh(signal: AbortSignal) { … }
 * ```
 *
 * @param interval such as `"500ms"`, `"5s"`, `"10m"`, `"2h"`
 */
export function Every(interval: Duration, options: EveryOptions = {}): HandlerDecorator<EveryHandler> {
  return handlerDecorator(`@Every("${interval}")`, {
    role: "schedule",
    interval,
    after: options.after ?? "handshake",
  });
}

/**
 * Called when GALAXY closes the integration, by request or by hanging up. It has 30 seconds; running handlers have been
 * cancelled by then. What it throws is logged.
 */
export function OnShutdown(): HandlerDecorator<OnShutdownHandler> {
  return handlerDecorator("@OnShutdown()", { role: "shutdown" });
}
