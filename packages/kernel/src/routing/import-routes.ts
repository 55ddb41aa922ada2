import { type ImportCall, type ImportKind, imports } from "@galaxy-kit/protocol";
import type { Clock, Lifetime } from "@galaxy-kit/sdk";
import { toMilliseconds } from "@galaxy-kit/sdk/internal";
import type { Amend } from "../imports/import-messages.js";
import { Importer } from "../imports/importer.js";
import { batched, type ImportStrategy, oneValue, pages, perItem } from "../imports/strategies.js";
import type { LineWriter } from "../rpc/line-writer.js";
import type { Notifier } from "../rpc/notifier.js";
import type { DecoratedMethod } from "../scanning/definition.js";
import type { KernelSource } from "../sources/kernel-source.js";
import type { Handler, Handlers } from "../wiring/handlers.js";
import { toArguments } from "./handler-arguments.js";
import type { RouteContext } from "./handler-routes.js";
import type { Route, RouteDescription } from "./route.js";

/** As many as the HTTP client opens connections. */
const DEFAULT_CONCURRENCY = 20;

const DEFAULT_TIME_LIMIT = "60s";

/** Kinds that import one id at a time, as the Python API does: sizes are read from a disk. */
const ONE_BY_ONE: ReadonlySet<ImportKind> = new Set(["localSizes"]);

type ImportMethod = Extract<DecoratedMethod, { role: "import" }>;
type ImportStep = Extract<DecoratedMethod, { role: "importContext" | "importComplete" }>;

export interface ImportRouteContext extends RouteContext {
  readonly handlers: Handlers;
  readonly notifier: Notifier;
  readonly writer: LineWriter;
  readonly lifetime: Lifetime;
  readonly clock: Clock;
}

/** The request that starts an import of one kind; `methods` holds the steps before and after the import, if there are any. */
export function importRoute(
  description: RouteDescription,
  method: ImportMethod,
  methods: readonly DecoratedMethod[],
  context: ImportRouteContext,
): Route {
  const { handlers, gate, log, sources } = context;
  const source = sources?.of(method);
  const call = imports[method.kind] as ImportCall<unknown>;
  const bind = (limited: ImportMethod | ImportStep): Handler =>
    handlers.bind(limited, toMilliseconds(limited.timeLimit ?? DEFAULT_TIME_LIMIT));
  const bindStep = (role: ImportStep["role"]): Handler | undefined => {
    const step = methods.find((other): other is ImportStep => other.role === role && other.kind === method.kind);
    return step && bind(step);
  };
  const importHandlers = {
    item: source ? answeredBy(source, bind(method)) : bind(method),
    prepare: bindStep("importContext"),
    complete: bindStep("importComplete"),
    amend: amendmentOf(method.kind, methods, handlers),
    strategy: strategyFor(method),
  };
  const importer = new Importer(call, importHandlers, method.whileRunning ?? "queue", context);
  if (method.whilePlaying !== undefined) sources?.watchUnlocks(importer, toMilliseconds(method.whilePlaying));
  return {
    ...description,
    kind: "request",
    async run(params, request) {
      const [ids] = toArguments(call.start, params, log) as [string[]];
      await gate.pass(source?.after, source?.name);
      return importer.start(ids, request);
    },
  };
}

/** A handler whose values come from a source. */
function answeredBy(source: KernelSource, handler: Handler): Handler {
  const answers: Pick<Handler, "run" | "logFailure"> = {
    run: (ids) => source.valuesOf(ids as readonly string[]),
    logFailure: (error) => {
      source.logFailure(error);
    },
  };
  return Object.assign(Object.create(handler) as Handler, answers);
}

/** Returns what completes the results of an import; undefined if nothing does. */
export function amendmentOf(
  kind: ImportKind,
  methods: readonly DecoratedMethod[],
  handlers: Handlers,
): Amend | undefined {
  const amendment = methods.find((other) => other.role === "importAmendment" && other.kind === kind);
  const handler = amendment && handlers.bind(amendment);
  return handler && ((id, result) => handler.call(id, result));
}

function strategyFor({ kind, batched: inOneCall, concurrency }: ImportMethod): ImportStrategy {
  if (inOneCall) return batched;
  const atOnce = concurrency ?? (ONE_BY_ONE.has(kind) ? 1 : DEFAULT_CONCURRENCY);
  return perItem(atOnce, kind === "subscriptionGames" ? pages : oneValue);
}
