import { type Class, type PluginOptions, type Provider } from "@galaxy-kit/sdk";
import { type MethodRecord, ownMethodRecords, pluginOptionsOf, systemsOf, type Target } from "@galaxy-kit/sdk/internal";
import type { AnnotatedMethod, PluginDefinition } from "./definition.js";
import { type DefinitionDiagnostic, problems } from "./problems.js";

export interface ScanResult {
  /** Undefined when the class is no plugin at all. */
  readonly definition: PluginDefinition | undefined;
  readonly problems: readonly DefinitionDiagnostic[];
}

/** Reads what the decorators have written. Makes no instance and runs no code of the author. */
export function scan(plugin: unknown, system: NodeJS.Platform, overrides: readonly Provider[] = []): ScanResult {
  const options = isClass(plugin) ? (pluginOptionsOf(plugin) as PluginOptions | undefined) : undefined;
  if (!isClass(plugin) || !options) return { definition: undefined, problems: [problems.notAPlugin(plugin)] };

  const services: readonly unknown[] = options.services ?? [];
  const found = services.flatMap((service, index) =>
    isClass(service) ? [] : [problems.notAService(plugin, index, service)],
  );
  const classes = [...new Set([plugin, ...services.filter(isClass)])];
  const methods = classes
    .flatMap(annotatedMethods)
    .filter(({ owner, method }) => systemsOf(owner, method)?.includes(system) ?? true);
  return { definition: { plugin, options, overrides, classes, methods }, problems: found };
}

export function isClass(value: unknown): value is Class {
  return typeof value === "function" && typeof value.prototype === "object";
}

/**
 * The annotated methods of a class with those of its base classes. The most derived class wins: one that gives a capability
 * to another method takes it away from its base, one that overrides a method with a decorator takes the base's off, and one
 * that overrides it without keeps the base's.
 */
export function annotatedMethods(owner: Class): AnnotatedMethod[] {
  const taken = new Set<unknown>();
  return [...prototypeChain(owner)].flatMap((target) => {
    const own = ownMethodRecords(target).filter(
      (record) => !taken.has(record.method) && !taken.has(capabilityOf(record)),
    );
    for (const record of own) taken.add(record.method).add(capabilityOf(record) ?? record.method);
    return own.map((record) => ({ ...record, owner }));
  });
}

function* prototypeChain(owner: Class): Iterable<Target> {
  for (let target: unknown = owner; isClass(target); target = Object.getPrototypeOf(target)) yield target;
}

/** What only one method of an integration can do; undefined for what several may do, such as `@Every()`. */
export function capabilityOf(record: MethodRecord): string | undefined {
  switch (record.role) {
    case "handler":
      return `call ${record.call}`;
    case "import":
    case "importContext":
    case "importComplete":
      return `${record.role} ${record.kind}`;
    case "rpc":
      return `rpc ${record.rpcMethod}`;
    case "handshake":
    case "tick":
    case "shutdown":
    case "schedule":
      return undefined;
  }
}
