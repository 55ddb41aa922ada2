import "reflect-metadata";
import type { MethodName, MethodRecord } from "./records.js";

// Keys are shared by name, so that tools and a bundled integration agree though each has its own copy of this package.
const METHODS = Symbol.for("@galaxy-kit/sdk:methods");
const SYSTEMS = Symbol.for("@galaxy-kit/sdk:systems");
const INJECTABLE = Symbol.for("@galaxy-kit/sdk:injectable");
const PLUGIN = Symbol.for("@galaxy-kit/sdk:plugin");

/** A class as metadata sees it. */
export type Target = abstract new (...args: never[]) => unknown;

/** Notes a record on the class itself; records are replaced, never changed, so that a subclass does not alter its base. */
export function recordMethod(target: object, record: MethodRecord): void {
  const owner = target.constructor;
  Reflect.defineMetadata(METHODS, [...ownMethodRecords(owner as Target), record], owner);
}

/** What the decorators of this very class have written, base classes left out. */
export function ownMethodRecords(target: Target): readonly MethodRecord[] {
  return (Reflect.getOwnMetadata(METHODS, target) as readonly MethodRecord[] | undefined) ?? [];
}

/** Notes the systems that a method is limited to. */
export function limitToSystems(target: object, method: MethodName, systems: readonly NodeJS.Platform[]): void {
  Reflect.defineMetadata(SYSTEMS, systems, target.constructor, method);
}

/** The systems that a method is limited to; undefined when it runs on all. */
export function systemsOf(target: Target, method: MethodName): readonly NodeJS.Platform[] | undefined {
  return Reflect.getMetadata(SYSTEMS, target, method) as readonly NodeJS.Platform[] | undefined;
}

/** Notes what a plugin class is made of. */
export function recordPlugin(target: Target, options: object): void {
  Reflect.defineMetadata(PLUGIN, options, target);
}

/** What `@GalaxyPlugin` was given; undefined for a class that does not carry it. */
export function pluginOptionsOf(target: Target): object | undefined {
  return Reflect.getOwnMetadata(PLUGIN, target) as object | undefined;
}

/** Notes that the framework may make instances of a class. */
export function recordInjectable(target: Target): void {
  Reflect.defineMetadata(INJECTABLE, true, target);
}

/** Whether this very class carries `@Service()` or `@GalaxyPlugin()`. */
export function isInjectable(target: Target): boolean {
  return Reflect.hasOwnMetadata(INJECTABLE, target);
}
