import type { CommandCall, RequestCall } from "@galaxy-kit/protocol";
import type { MethodTables } from "../rpc/json-rpc.js";
import { toPlainJson } from "../rpc/plain-json.js";
import type { AnnotatedMethod } from "../scanning/definition.js";
import type { Handler } from "../wiring/handlers.js";
import { callOf } from "./features.js";
import { commandRoute, requestRoute, type RouteContext } from "./handler-routes.js";
import { type ImportRouteContext, importRoutes } from "./import-routes.js";
import { type KernelCalls, kernelRoutes } from "./kernel-routes.js";
import type { Route } from "./route.js";

/** Everything that the client can call, built once at the start: the whole of it can be printed and read. */
export function buildRoutes(
  methods: readonly AnnotatedMethod[],
  kernel: KernelCalls,
  context: ImportRouteContext,
): Route[] {
  return [
    ...kernelRoutes(kernel, context.log),
    ...methods.flatMap((method) => authorRoutes(method, context)),
    ...importRoutes(methods, context),
  ];
}

/** The same, by method. */
export function toMethodTables(routes: readonly Route[]): MethodTables {
  const ofKind = (kind: Route["kind"]): ReadonlyMap<string, Route["run"]> =>
    new Map(routes.filter((route) => route.kind === kind).map((route) => [route.method, route.run]));
  return { immediate: ofKind("immediate"), requests: ofKind("request"), notifications: ofKind("notification") };
}

function authorRoutes(method: AnnotatedMethod, context: ImportRouteContext): Route[] {
  if (method.role === "rpc") return rpcRoutes(method.rpcMethod, method.feature, context.handlers.bind(method), context);
  if (method.role !== "handler") return [];
  const call = callOf(method.call);
  const handler = context.handlers.bind(method);
  if (call?.kind === "request")
    return [requestRoute(call as RequestCall<object, unknown>, handler, method.after, context)];
  return call ? [commandRoute(call as CommandCall<object>, handler, context)] : [];
}

/** A call that no table has may come as a request or as a notification. */
function rpcRoutes(method: string, feature: string | undefined, handler: Handler, { gate }: RouteContext): Route[] {
  const about = { method, handler: handler.name, feature };
  return [
    {
      ...about,
      kind: "request",
      async run(params) {
        await gate.pass();
        try {
          return toPlainJson(await handler.run(params));
        } catch (error) {
          handler.logFailure(error);
          throw error;
        }
      },
    },
    {
      ...about,
      kind: "notification",
      run: (params) => void gate.pass().then(() => handler.attempt(params)),
    },
  ];
}
