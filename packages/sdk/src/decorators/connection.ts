import type { Duration } from "../duration.js";
import type { Backoff, MethodName, Milestone } from "../metadata/records.js";
import { handlerDecorator, type InstanceSide } from "./handler-decorator.js";

/** One attempt to connect, and the connection that comes of it. */
export interface ConnectionRun {
  /**
   * Aborted when the connection is to end: the integration closes, the login is lost, another user has logged in, the computer was
   * asleep, or {@link connected} was not called in time. Also aborted after the method has returned or thrown.
   */
  readonly signal: AbortSignal;
  /** Call it once the platform has accepted the connection. */
  readonly connected: () => void;
}

/**
 * A method with `@Connection()`. It connects, calls `connected()`, and stays as long as the connection lasts. If it returns or throws,
 * it is called again after a pause.
 */
export type ConnectionHandler = (run: ConnectionRun) => Promise<void>;

/**
 * Options of `@Connection()`.
 *
 * @typeParam Owner - the class of the method; inferred from `while`
 */
export interface ConnectionOptions<Owner = object> {
  /**
   * The milestone after which it connects; `authentication` by default. With that one or `ownedGames`, the connection ends when the login
   * is lost or another user logs in, and begins again after the new login.
   */
  readonly after?: Milestone;
  /**
   * How the pause grows while attempts fail; `{ from: "1s", to: "1m" }` by default. Each pause is shorter by up to a half, at random, so
   * that not all integrations connect at the same moment.
   */
  readonly backoff?: Backoff;
  /** How long the method may take to call `connected()`; `"30s"` by default. Then its signal fires, and the attempt has failed. */
  readonly connectWithin?: Duration;
  /** Called once a second with the instance; the connection stays closed while it returns false. */
  readonly while?: (instance: Owner) => boolean;
}

/** Accepts a method of `Owner`. */
export interface ConnectionDecorator<Owner> {
  <Method extends ConnectionHandler>(
    target: InstanceSide & Owner,
    method: MethodName,
    descriptor: TypedPropertyDescriptor<Method>,
  ): void;
}

/**
 * Keeps a connection open over which the platform pushes changes, such as a WebSocket, an event stream or long polling: called when
 * `after` is reached, and again whenever the method has returned or thrown. There is one connection at a time, without a time limit.
 *
 * The pause before the next attempt grows until a connection has lasted a minute. Throw {@link RetryAfter} to set it yourself. After the
 * computer was asleep, it connects anew, because the other side may have forgotten the connection. The log has a line when the connection
 * is lost and one when it is back, but none for equal errors in between.
 *
 * @example
 * ```ts
 * @Connection()
 * async follow({ signal, connected }: ConnectionRun) {
 *   const events = await this.shop.openEvents(signal);
 *   connected();
 *   void this.presences.refresh(); // what has changed meanwhile
 *   for await (const { id, isOnline } of events) this.presences.put(presenceOf(id, isOnline));
 * }
 * ```
 */
export function Connection<Owner = object>(options: ConnectionOptions<Owner> = {}): ConnectionDecorator<Owner> {
  return handlerDecorator("@Connection()", {
    ...options,
    role: "connection",
    after: options.after ?? "authentication",
  });
}
