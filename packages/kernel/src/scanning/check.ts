import { clientNotifications, clientRequests, describe, imports, isPlatform } from "@galaxy-kit/protocol";
import type { Backoff, Duration, LocalGamesSourceOptions, SourceOptions } from "@galaxy-kit/sdk";
import { type ConnectionRecord, type ScheduleRecord, toMilliseconds } from "@galaxy-kit/sdk/internal";
import type { DecoratedMethod, PluginDefinition } from "./definition.js";
import { type DefinitionDiagnostic, diagnose } from "./diagnostics.js";
import { capabilityOf } from "./scan.js";

const BUILT_IN_METHODS: ReadonlySet<string> = new Set([
  ...Object.values(clientRequests).map((call) => call.method),
  ...Object.values(clientNotifications).map((call) => call.method),
  ...Object.values(imports).map((call) => call.start.method),
]);

/** Finds everything that is wrong with the options and the decorated methods of an integration. */
export function checkDefinition({ plugin, options, identity, methods }: PluginDefinition): DefinitionDiagnostic[] {
  const platforms: readonly unknown[] = options.variants
    ? Object.values(options.variants).map((variant) => variant.platform)
    : [identity.platform];
  return [
    ...platforms
      .filter((platform) => typeof platform !== "string" || !isPlatform(platform))
      .map((platform) => diagnose.unknownPlatform(plugin, platform)),
    ...(methods.some((method) => method.role === "handler" && method.call === "initAuthentication")
      ? []
      : [diagnose.missingAuthenticate(plugin)]),
    ...findDuplicates(methods),
    ...findSecondConnections(methods),
    ...methods.flatMap((method) => checkImport(method, methods)),
    ...methods.flatMap(checkDurations),
    ...methods.flatMap((method) => checkWhilePlaying(method, methods)),
    ...methods.flatMap((method) =>
      method.role === "rpc" && BUILT_IN_METHODS.has(method.rpcMethod) ? [diagnose.builtInMethod(method)] : [],
    ),
  ];
}

function findDuplicates(methods: readonly DecoratedMethod[]): DefinitionDiagnostic[] {
  const first = new Map<string, DecoratedMethod>();
  return methods.flatMap((method) => {
    const capability = capabilityOf(method);
    if (capability === undefined) return [];
    const rival = first.get(capability);
    if (rival) return [diagnose.duplicateDecorator(rival, method)];
    first.set(capability, method);
    return [];
  });
}

/** Several methods may have a connection each, but one method has one. */
function findSecondConnections(methods: readonly DecoratedMethod[]): DefinitionDiagnostic[] {
  const connections = methods.filter(({ role }) => role === "connection");
  return connections.flatMap((second, index) => {
    const first = connections
      .slice(0, index)
      .find(({ owner, method }) => owner === second.owner && method === second.method);
    return first ? [diagnose.secondConnection(second)] : [];
  });
}

function checkDurations(method: DecoratedMethod): DefinitionDiagnostic[] {
  const limit = "timeLimit" in method ? method.timeLimit : undefined;
  return [
    ...(method.role === "schedule" ? checkSchedule(method) : []),
    ...(method.role === "connection" ? checkConnection(method) : []),
    ...(limit === undefined ? [] : checkDuration(limit, diagnose.invalidTimeLimit, method)),
    ...("source" in method && method.source ? checkSource(method, method.source.options) : []),
  ];
}

function checkWhilePlaying(method: DecoratedMethod, methods: readonly DecoratedMethod[]): DefinitionDiagnostic[] {
  if (method.role !== "import" || method.whilePlaying === undefined) return [];
  const isKnown = methods.some(
    (other) => other.role === "handler" && other.call === "importLocalGames" && other.source,
  );
  return [
    ...checkDuration(method.whilePlaying, diagnose.invalidWhilePlaying, method),
    ...(isKnown ? [] : [diagnose.unknownWhatIsPlaying(method)]),
  ];
}

function checkSource(
  method: DecoratedMethod,
  options: SourceOptions & Partial<LocalGamesSourceOptions>,
): DefinitionDiagnostic[] {
  const { refresh, fresh, timeLimit, startWithin, removals = {}, pace } = options;
  const { confirm, confirmWithin, grace, brake } = removals;
  const ofRemovals = { "removals.confirmWithin": confirmWithin, "removals.grace": grace };
  const durations = { refresh, fresh, timeLimit, startWithin, ...ofRemovals };
  const report = (option: string, reason: string): DefinitionDiagnostic =>
    diagnose.invalidSource(method, option, reason);
  return [
    ...Object.entries(durations).flatMap(([option, duration]) =>
      duration === undefined || duration === "on request"
        ? []
        : checkDuration(duration, (_, reason) => report(option, reason), method),
    ),
    ...(confirm === undefined || (Number.isInteger(confirm) && confirm >= 1)
      ? []
      : [report("removals.confirm", `${describe(confirm)} is not a number of answers`)]),
    ...(brake === undefined || isPercentage(brake)
      ? []
      : [report("removals.brake", `${describe(brake)} is not a percentage from "0%" to "100%"`)]),
    ...(pace === undefined || pace.perSecond > 0
      ? []
      : [report("pace.perSecond", `nothing would ever be reported with ${describe(pace.perSecond)}`)]),
  ];
}

function checkSchedule(method: DecoratedMethod<ScheduleRecord>): DefinitionDiagnostic[] {
  const { interval, jitter, backoff } = method;
  return [
    ...checkDuration(interval, diagnose.invalidInterval, method),
    ...(jitter === undefined || isPercentage(jitter)
      ? []
      : [diagnose.invalidSchedule(method, "jitter", `${describe(jitter)} is not a percentage from "0%" to "100%"`)]),
    ...(backoff === undefined
      ? []
      : checkBackoff(backoff, method, (reason) => diagnose.invalidSchedule(method, "backoff", reason))),
  ];
}

function checkConnection(method: DecoratedMethod<ConnectionRecord>): DefinitionDiagnostic[] {
  const { connectWithin, backoff } = method;
  const report = (option: "backoff" | "connectWithin", reason: string): DefinitionDiagnostic =>
    diagnose.invalidConnection(method, option, reason);
  return [
    ...(connectWithin === undefined
      ? []
      : checkDuration(connectWithin, (_, reason) => report("connectWithin", reason), method)),
    ...(backoff === undefined ? [] : checkBackoff(backoff, method, (reason) => report("backoff", reason))),
  ];
}

function isPercentage(text: string): boolean {
  return /^\d+(\.\d+)?%$/.test(text) && Number.parseFloat(text) <= 100;
}

function checkBackoff(
  { from, to, factor = 2 }: Backoff,
  method: DecoratedMethod,
  report: (reason: string) => DefinitionDiagnostic,
): DefinitionDiagnostic[] {
  const invalid = [from, to].flatMap((duration) => checkDuration(duration, (_, reason) => report(reason), method));
  if (invalid.length > 0) return invalid;
  if (toMilliseconds(from) > toMilliseconds(to)) return [report(`${from} is longer than ${to}`)];
  return factor >= 1 ? [] : [report(`a factor of ${factor} would make the pause shorter`)];
}

function checkDuration(
  duration: Duration,
  report: (method: DecoratedMethod, reason: string) => DefinitionDiagnostic,
  method: DecoratedMethod,
): DefinitionDiagnostic[] {
  try {
    toMilliseconds(duration);
    return [];
  } catch (error) {
    return [report(method, (error as Error).message)];
  }
}

function checkImport(method: DecoratedMethod, all: readonly DecoratedMethod[]): DefinitionDiagnostic[] {
  if (method.role === "importContext" || method.role === "importComplete") {
    const { kind } = method;
    const hasImport = all.some((other) => other.role === "import" && other.kind === kind);
    return hasImport ? [] : [diagnose.stepWithoutImport(method, kind)];
  }
  if (method.role === "import" && method.concurrency !== undefined) {
    const { concurrency } = method;
    return Number.isInteger(concurrency) && concurrency >= 1 ? [] : [diagnose.invalidConcurrency(method, concurrency)];
  }
  return [];
}
