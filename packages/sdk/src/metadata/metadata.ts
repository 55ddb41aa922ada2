import "reflect-metadata/lite";
import type { MethodName, MethodRecord } from "./records.js";

// Global symbols, so that tools and a bundled integration use the same keys although each has its own copy of this package.
const METHODS = Symbol.for("@galaxy-kit/sdk:methods");
const SYSTEMS = Symbol.for("@galaxy-kit/sdk:systems");
const INJECTABLE = Symbol.for("@galaxy-kit/sdk:injectable");
const PLUGIN = Symbol.for("@galaxy-kit/sdk:plugin");

/** A class that may have metadata. */
export type Target = abstract new (...args: never[]) => unknown;

/**
 * Adds a record to the class itself. The list is copied, so that a subclass does not change its base class.
 *
 * @throws TypeError if it was compiled as a standard (TC39) decorator, which gets a context object instead of the method's name
 */
export function recordMethod(target: object, record: MethodRecord): void {
  if (typeof record.method === "object") {
    throw new TypeError(
      `${record.decorator} was compiled as a standard decorator: set "experimentalDecorators" and "emitDecoratorMetadata" in ` +
        "tsconfig.json, and compile with tsc.",
    );
  }
  const owner = target.constructor;
  Reflect.defineMetadata(METHODS, [...ownMethodRecords(owner as Target), record], owner);
}

/** Returns the records of this class, without those of its base classes. */
export function ownMethodRecords(target: Target): readonly MethodRecord[] {
  return (Reflect.getOwnMetadata(METHODS, target) as readonly MethodRecord[] | undefined) ?? [];
}

/** Limits a method to some operating systems. */
export function limitToSystems(target: object, method: MethodName, systems: readonly NodeJS.Platform[]): void {
  Reflect.defineMetadata(SYSTEMS, systems, target.constructor, method);
}

/** Returns the operating systems that a method is limited to; undefined if there is no limit. */
export function systemsOf(target: Target, method: MethodName): readonly NodeJS.Platform[] | undefined {
  return Reflect.getMetadata(SYSTEMS, target, method) as readonly NodeJS.Platform[] | undefined;
}

/** Records the options of a plugin class. */
export function recordPlugin(target: Target, options: object): void {
  Reflect.defineMetadata(PLUGIN, options, target);
}

/** Returns the options of `@GalaxyPlugin()`; undefined for a class without it. */
export function pluginOptionsOf(target: Target): object | undefined {
  return Reflect.getOwnMetadata(PLUGIN, target) as object | undefined;
}

/** Allows the framework to instantiate a class. */
export function recordInjectable(target: Target): void {
  Reflect.defineMetadata(INJECTABLE, true, target);
}

/** Returns whether this class itself has `@Service()` or `@GalaxyPlugin()`. */
export function isInjectable(target: Target): boolean {
  return Reflect.hasOwnMetadata(INJECTABLE, target);
}
