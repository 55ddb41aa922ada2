import type { ImportKind } from "@galaxy-kit/protocol";
import type { Awaitable } from "../awaitable.js";
import type { Duration } from "../duration.js";
import { type HandlerDecorator, handlerDecorator } from "./handler-decorator.js";

/** Options of `@ImportContext()`. */
export interface ImportContextOptions {
  /** How long the method may take: `"60s"` by default. After that the import fails with `BackendTimeout`. */
  readonly timeLimit?: Duration;
}

/**
 * Prepares an import.
 *
 * @param ids - all requested ids
 * @param signal - aborted when the integration closes
 * @returns the context that is passed to each call of the import
 */
export type ImportContextHandler = (ids: string[], signal: AbortSignal) => Awaitable<unknown>;

/**
 * Cleans up after an import.
 *
 * @param signal - aborted when the integration closes
 */
export type ImportCompleteHandler = (signal: AbortSignal) => Awaitable<void>;

/**
 * Prepares an import. Called with all ids before the import's first call; what it returns is passed to each call as
 * `context`. Ids that the client requests during an import are prepared together, after that import.
 *
 * An error is sent as the response to the client's request, and the import does not start. If the client already has its
 * response, because it started the import while another one was running, each id fails with the error.
 *
 * @example
 * ```ts
 * @ImportContext("gameTimes")
 * prepare(gameIds: string[]) { return this.api.playTimes(gameIds); }
 *
 * @GameTimes()
 * gameTime(gameId: string, times: Map<string, number>) { return { gameId, timePlayed: times.get(gameId) }; }
 * ```
 */
export function ImportContext(
  kind: ImportKind,
  options: ImportContextOptions = {},
): HandlerDecorator<ImportContextHandler> {
  return handlerDecorator(`@ImportContext("${kind}")`, { role: "importContext", kind, ...options });
}

/** Cleans up after an import. Called once the client has been notified of its end. Errors are logged. */
export function ImportComplete(kind: ImportKind): HandlerDecorator<ImportCompleteHandler> {
  return handlerDecorator(`@ImportComplete("${kind}")`, { role: "importComplete", kind });
}
