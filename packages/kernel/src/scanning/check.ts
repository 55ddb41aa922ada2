import { clientNotifications, clientRequests, imports, isPlatform } from "@galaxy-kit/protocol";
import { toMilliseconds } from "@galaxy-kit/sdk/internal";
import type { AnnotatedMethod, PluginDefinition } from "./definition.js";
import { type DefinitionDiagnostic, problems } from "./problems.js";
import { capabilityOf } from "./scan.js";

const KNOWN_METHODS: ReadonlySet<string> = new Set([
  ...Object.values(clientRequests).map((call) => call.method),
  ...Object.values(clientNotifications).map((call) => call.method),
  ...Object.values(imports).map((call) => call.start.method),
]);

/** Everything that is wrong with the annotated methods of an integration. */
export function checkDefinition({ plugin, options, methods }: PluginDefinition): DefinitionDiagnostic[] {
  const platform: unknown = options.platform;
  return [
    ...(typeof platform === "string" && isPlatform(platform) ? [] : [problems.unknownPlatform(plugin, platform)]),
    ...(methods.some((method) => method.role === "handler" && method.call === "initAuthentication")
      ? []
      : [problems.noAuthenticate(plugin)]),
    ...twoOfAKind(methods),
    ...methods.flatMap((method) => checkImport(method, methods)),
    ...methods.flatMap(checkInterval),
    ...methods.flatMap((method) =>
      method.role === "rpc" && KNOWN_METHODS.has(method.rpcMethod)
        ? [problems.knownMethod(method, method.rpcMethod)]
        : [],
    ),
  ];
}

function twoOfAKind(methods: readonly AnnotatedMethod[]): DefinitionDiagnostic[] {
  const first = new Map<string, AnnotatedMethod>();
  return methods.flatMap((method) => {
    const capability = capabilityOf(method);
    if (capability === undefined) return [];
    const rival = first.get(capability);
    if (rival) return [problems.twoMethods(rival, method)];
    first.set(capability, method);
    return [];
  });
}

function checkInterval(method: AnnotatedMethod): DefinitionDiagnostic[] {
  if (method.role !== "schedule") return [];
  try {
    toMilliseconds(method.interval);
    return [];
  } catch (error) {
    return [problems.badInterval(method, (error as Error).message)];
  }
}

function checkImport(method: AnnotatedMethod, all: readonly AnnotatedMethod[]): DefinitionDiagnostic[] {
  if (method.role === "importContext" || method.role === "importComplete") {
    const { kind } = method;
    const hasImport = all.some((other) => other.role === "import" && other.kind === kind);
    return hasImport ? [] : [problems.stepWithoutImport(method, kind)];
  }
  if (method.role === "import" && method.concurrency !== undefined) {
    const { concurrency } = method;
    return Number.isInteger(concurrency) && concurrency >= 1 ? [] : [problems.badConcurrency(method, concurrency)];
  }
  return [];
}
