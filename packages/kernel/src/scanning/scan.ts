import { type Class, Platform, type PluginOptions, type Provider } from "@galaxy-kit/sdk";
import {
  type MethodRecord,
  ownCompanions,
  ownMethodRecords,
  pluginOptionsOf,
  systemsOf,
  type Target,
} from "@galaxy-kit/sdk/internal";
import type { DecoratedMethod, Identity, PluginDefinition } from "./definition.js";
import { type DefinitionDiagnostic, diagnose } from "./diagnostics.js";

export interface ScanResult {
  /** Undefined if the class is not a plugin at all. */
  readonly definition: PluginDefinition | undefined;
  readonly diagnostics: readonly DefinitionDiagnostic[];
}

/** Reads what the decorators recorded. Creates no instance and runs no code of the author. */
export function scan(
  plugin: unknown,
  system: NodeJS.Platform,
  overrides: readonly Provider[] = [],
  variant?: string,
): ScanResult {
  const options = isClass(plugin) ? (pluginOptionsOf(plugin) as PluginOptions | undefined) : undefined;
  if (!isClass(plugin) || !options) return { definition: undefined, diagnostics: [diagnose.notAPlugin(plugin)] };

  const services: readonly unknown[] = options.services ?? [];
  const badServices = services.flatMap((service, index) =>
    isClass(service) ? [] : [diagnose.notAService(plugin, index, service)],
  );
  const listed = listedIn(plugin, options);
  const classes = withCompanions(listed);
  const methods = methodsOn(system, classes, listed);
  const identity = identify(options, variant);
  const badVariant = identity ? [] : [diagnose.unknownVariant(plugin, variant, Object.keys(options.variants ?? {}))];
  return {
    definition: { plugin, options, identity: identity ?? UNKNOWN_IDENTITY, overrides, classes, methods },
    diagnostics: [...badServices, ...badVariant],
  };
}

/** Stands for an identity that cannot be known. */
const UNKNOWN_IDENTITY: Identity = { platform: Platform.Test, guid: undefined, name: undefined, variant: undefined };

/** Returns undefined if there is no such variant. */
function identify({ platform, guid, variants }: PluginOptions, wanted: string | undefined): Identity | undefined {
  if (!variants) return { platform, guid, name: undefined, variant: undefined };
  const variant = wanted ?? Object.keys(variants)[0];
  const found = variant === undefined || !Object.hasOwn(variants, variant) ? undefined : variants[variant];
  return found && { platform: found.platform, guid: found.guid, name: found.name, variant };
}

/** Adds services that were found later, and their companions, as if they were listed. */
export function withClasses(
  definition: PluginDefinition,
  more: readonly Class[],
  system: NodeJS.Platform,
): PluginDefinition {
  const classes = withCompanions([...definition.classes, ...more]);
  return {
    ...definition,
    classes,
    methods: methodsOn(system, classes, listedIn(definition.plugin, definition.options)),
  };
}

/** The plugin class, then its services: what the author wrote, without what decorators bring along. */
function listedIn(plugin: Class, { services = [] }: PluginOptions): readonly Class[] {
  return [plugin, ...services.filter(isClass)];
}

/** What a decorator brings along gives way to what the author wrote for the same purpose. */
function methodsOn(
  system: NodeJS.Platform,
  classes: readonly Class[],
  listed: readonly Class[],
): readonly DecoratedMethod[] {
  const methods = classes
    .flatMap(decoratedMethods)
    .filter(({ owner, method }) => systemsOf(owner, method)?.includes(system) ?? true);
  const own = new Set<DecoratedMethod>(methods.filter(({ owner }) => listed.includes(owner)));
  const taken = new Set([...own].flatMap(capabilitiesTakenBy));
  return withoutNeedlessFallbacks(methods.filter((method) => own.has(method) || !taken.has(capabilityOf(method))));
}

function withoutNeedlessFallbacks(methods: readonly DecoratedMethod[]): readonly DecoratedMethod[] {
  const answered = new Set(methods.flatMap((method) => (isFallback(method) ? [] : capabilityOf(method))));
  return methods.filter((method) => !isFallback(method) || !answered.has(capabilityOf(method)));
}

function isFallback(method: DecoratedMethod): boolean {
  return method.role === "import" && method.isFallback === true;
}

/** A method that answers an import replaces its steps as well: a context that it does not expect is of no use to it. */
function capabilitiesTakenBy(record: MethodRecord): readonly (string | undefined)[] {
  if (record.role !== "import") return [capabilityOf(record)].filter((capability) => capability !== undefined);
  const roles = ["import", "importContext", "importComplete"] as const;
  return roles.map((role) => capabilityOf({ ...record, role }));
}

export function isClass(value: unknown): value is Class {
  return typeof value === "function" && typeof value.prototype === "object";
}

/** Returns the classes and the services that their decorators bring along, each once. */
function withCompanions(listed: readonly Class[]): readonly Class[] {
  const classes = new Set(listed);
  // A set yields what is added to it during the iteration.
  for (const target of classes) for (const companion of companionsOf(target)) classes.add(companion);
  return [...classes];
}

/** Returns the services that the decorators of a class, and of its base classes, bring along. */
export function companionsOf(target: Class): readonly Class[] {
  return [...prototypeChain(target)].flatMap(ownCompanions);
}

/**
 * Returns the decorated methods of a class and of its base classes. The most derived class wins: if it gives a capability to
 * another method, the base class's method loses it; if it overrides a method, its decorators replace the base class's, which
 * stay if it has none.
 */
export function decoratedMethods(owner: Class): DecoratedMethod[] {
  const taken = new Set<unknown>();
  return [...prototypeChain(owner)].flatMap((target) => {
    const own = ownMethodRecords(target).filter(
      (record) => !taken.has(record.method) && !taken.has(capabilityOf(record)),
    );
    for (const record of own) taken.add(record.method).add(capabilityOf(record) ?? record.method);
    return own.map((record) => ({ ...record, owner }));
  });
}

/** Yields a class and its base classes, the most derived one first. */
export function* prototypeChain(owner: Class): Iterable<Target> {
  for (let target: unknown = owner; isClass(target); target = Object.getPrototypeOf(target)) yield target;
}

/** Returns what only one method of an integration can do, or undefined for what several can do, such as `@Every()`. */
export function capabilityOf(record: MethodRecord): string | undefined {
  switch (record.role) {
    case "handler":
      return `call ${record.call}`;
    case "import":
    case "importAmendment":
    case "importContext":
    case "importComplete":
      return `${record.role} ${record.kind}`;
    case "rpc":
      return `rpc ${record.rpcMethod}`;
    case "handshake":
    case "tick":
    case "shutdown":
    case "schedule":
    case "connection":
    case "contribution":
      return undefined;
  }
}
