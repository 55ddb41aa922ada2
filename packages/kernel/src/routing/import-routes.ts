import { type ImportCall, type ImportKind, imports } from "@galaxy-kit/protocol";
import type { Lifetime } from "@galaxy-kit/sdk";
import { Importer } from "../imports/importer.js";
import { batched, type ImportStrategy, oneValue, pages, perItem } from "../imports/strategies.js";
import type { LineWriter } from "../rpc/line-writer.js";
import type { Notifier } from "../rpc/notifier.js";
import type { AnnotatedMethod } from "../scanning/definition.js";
import type { Handlers } from "../wiring/handlers.js";
import { toArguments } from "./handler-arguments.js";
import type { RouteContext } from "./handler-routes.js";
import type { Route } from "./route.js";

/** As many as the connections of an HTTP backend. */
const DEFAULT_CONCURRENCY = 20;

/** Kinds that ask for one id after another, as the Python API does: sizes are read from a disk. */
const ONE_BY_ONE: ReadonlySet<ImportKind> = new Set(["localSizes"]);

export interface ImportRouteContext extends RouteContext {
  readonly handlers: Handlers;
  readonly notifier: Notifier;
  readonly writer: LineWriter;
  readonly lifetime: Lifetime;
}

/** A route for each kind of import that the integration has a method for. */
export function importRoutes(methods: readonly AnnotatedMethod[], context: ImportRouteContext): Route[] {
  const { handlers, notifier, writer, lifetime, gate, log } = context;
  return methods.flatMap((method) => {
    if (method.role !== "import") return [];
    const { kind } = method;
    const call = imports[kind] as ImportCall<unknown>;
    const step = (role: "importContext" | "importComplete"): AnnotatedMethod | undefined =>
      methods.find((other) => other.role === role && other.kind === kind);
    const prepare = step("importContext");
    const complete = step("importComplete");
    const item = handlers.bind(method);
    const importHandlers = {
      item,
      prepare: prepare && handlers.bind(prepare),
      complete: complete && handlers.bind(complete),
      strategy: strategyFor(method),
    };
    const importer = new Importer(call, importHandlers, notifier, writer, lifetime);
    const route: Route = {
      method: call.start.method,
      kind: "request",
      handler: item.name,
      feature: call.feature,
      async run(params, request) {
        const [ids] = toArguments(call.start, params, log) as [string[]];
        await gate.pass();
        return importer.start(ids, request);
      },
    };
    return [route];
  });
}

function strategyFor({
  kind,
  batched: inOneCall,
  concurrency,
}: Extract<AnnotatedMethod, { role: "import" }>): ImportStrategy {
  if (inOneCall) return batched;
  const atOnce = concurrency ?? (ONE_BY_ONE.has(kind) ? 1 : DEFAULT_CONCURRENCY);
  return perItem(atOnce, kind === "subscriptionGames" ? pages : oneValue);
}
