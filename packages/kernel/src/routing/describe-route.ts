import { clientNotifications, clientRequests, imports } from "@galaxy-kit/protocol";
import { type DecoratedMethod, nameOf } from "../scanning/definition.js";
import type { RouteDescription } from "./route.js";

type AnyCall =
  | (typeof clientRequests)[keyof typeof clientRequests]
  | (typeof clientNotifications)[keyof typeof clientNotifications];

/** Describes the route of a decorated method, or returns undefined for one that no call of the client leads to. */
export function describeRoute(method: DecoratedMethod): RouteDescription | undefined {
  const handler = nameOf(method);
  switch (method.role) {
    case "handler": {
      const call = callOf(method.call);
      return call && { method: call.method, handler, feature: call.feature };
    }
    case "import": {
      const { start, feature } = imports[method.kind];
      return { method: start.method, handler, feature };
    }
    case "rpc":
      return { method: method.rpcMethod, handler, feature: method.feature };
    default:
      return undefined;
  }
}

/** Finds the row of the protocol's tables that a decorator names. */
export function callOf(name: string): AnyCall | undefined {
  return ({ ...clientRequests, ...clientNotifications } as Readonly<Record<string, AnyCall>>)[name];
}
