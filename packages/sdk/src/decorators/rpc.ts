import type { JsonObject } from "@galaxy-kit/protocol";
import { type HandlerDecorator, handlerDecorator } from "./handler-decorator.js";

/**
 * @param params as they came; an empty object when there were none
 * @param signal fires when the integration closes
 * @returns any JSON value, or a promise of one; nothing is answered as `null`
 */
export type RpcHandler = (params: JsonObject, signal: AbortSignal) => unknown;

/** What goes with a call that this framework does not know. */
export interface RpcOptions {
  /** The feature to announce for it. */
  readonly feature?: string;
}

/**
 * Answers a call of GALAXY that this framework does not know, request or notification. Parameters and result pass as they
 * are.
 *
 * @example
 * ```ts
 * @Rpc("verify_game", { feature: "VerifyGame" })
 * verify(params: JsonObject) { … }
 * ```
 *
 * @param method its name on the wire
 */
export function Rpc(method: string, options: RpcOptions = {}): HandlerDecorator<RpcHandler> {
  return handlerDecorator(`@Rpc("${method}")`, { role: "rpc", rpcMethod: method, feature: options.feature });
}
