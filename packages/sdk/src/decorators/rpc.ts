import type { JsonObject } from "@galaxy-kit/protocol";
import { type HandlerDecorator, handlerDecorator } from "./handler-decorator.js";

/**
 * @param params - the parameters as received; an empty object if there were none
 * @param signal - aborted when the integration closes
 * @returns any JSON value, or a promise of one; undefined is sent as `null`
 */
export type RpcHandler = (params: JsonObject, signal: AbortSignal) => unknown;

/** Options of `@Rpc()`. */
export interface RpcOptions {
  /** The feature to announce for the method. */
  readonly feature?: string;
}

/**
 * Handles a request or notification that this framework does not support. Parameters and result are not converted.
 *
 * @example
 * ```ts
 * @Rpc("verify_game", { feature: "VerifyGame" })
 * verify(params: JsonObject) { … }
 * ```
 *
 * @param method - the name of the method on the wire
 */
export function Rpc(method: string, options: RpcOptions = {}): HandlerDecorator<RpcHandler> {
  return handlerDecorator(`@Rpc("${method}")`, { role: "rpc", rpcMethod: method, feature: options.feature });
}
