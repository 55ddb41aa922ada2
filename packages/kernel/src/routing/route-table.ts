import type { CommandCall, RequestCall } from "@galaxy-kit/protocol";
import type { MethodTables } from "../rpc/json-rpc.js";
import { toPlainJson } from "../rpc/plain-json.js";
import type { DecoratedMethod } from "../scanning/definition.js";
import type { Handler } from "../wiring/handlers.js";
import { callOf, describeRoute } from "./describe-route.js";
import { commandRoute, requestRoute, respondWith, type RouteContext } from "./handler-routes.js";
import { importRoute, type ImportRouteContext } from "./import-routes.js";
import { type KernelCalls, kernelRoutes } from "./kernel-routes.js";
import { ResponseOrder } from "./response-order.js";
import type { Route, RouteDescription } from "./route.js";

type AnyRequest = RequestCall<object, unknown>;

/** Everything that the client can call, built once at startup: one flat list that can be printed and read. */
export function buildRoutes(
  methods: readonly DecoratedMethod[],
  kernel: KernelCalls,
  context: ImportRouteContext,
): Route[] {
  const order = new ResponseOrder(context.clock);
  return [
    ...kernelRoutes(kernel, context.log),
    ...methods.flatMap((method) => authorRoutes(method, methods, order, context)),
  ];
}

/** Looks routes up by kind and method. */
export function toMethodTables(routes: readonly Route[]): MethodTables {
  const ofKind = (kind: Route["kind"]): ReadonlyMap<string, Route["run"]> =>
    new Map(routes.filter((route) => route.kind === kind).map((route) => [route.method, route.run]));
  return { immediate: ofKind("immediate"), requests: ofKind("request"), notifications: ofKind("notification") };
}

function authorRoutes(
  method: DecoratedMethod,
  methods: readonly DecoratedMethod[],
  order: ResponseOrder,
  context: ImportRouteContext,
): Route[] {
  const description = describeRoute(method);
  if (!description) return [];
  switch (method.role) {
    case "rpc":
      return rpcRoutes(description, context.handlers.bind(method), context);
    case "handler": {
      const call = callOf(method.call);
      if (call?.kind === "request")
        return [order.apply(responseRoute(description, call as AnyRequest, method, context))];
      const handler = context.handlers.bind(method);
      return [commandRoute(description, { name: method.call, call: call as CommandCall<object> }, handler, context)];
    }
    case "import":
      return [importRoute(description, method, methods, context)];
    default:
      return [];
  }
}

function responseRoute(
  description: RouteDescription,
  call: AnyRequest,
  method: Extract<DecoratedMethod, { role: "handler" }>,
  context: ImportRouteContext,
): Route {
  const source = context.sources?.of(method);
  return source
    ? requestRoute(description, call, source, source.after, context)
    : requestRoute(
        description,
        call,
        respondWith(context.handlers.bind(method), call, method.complete),
        method.after,
        context,
      );
}

/** A method that is not in the protocol's tables can be called as a request or as a notification. */
function rpcRoutes(description: RouteDescription, handler: Handler, { gate }: RouteContext): Route[] {
  return [
    {
      ...description,
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
      ...description,
      kind: "notification",
      run: (params) => void gate.pass().then(() => handler.attempt(params)),
    },
  ];
}
