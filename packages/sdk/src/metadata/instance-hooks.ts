import type { InjectionKey } from "../injection-key.js";
import type { Target } from "./metadata.js";
import { sharedMap } from "./shared-map.js";

/** Prepares the instances of a class. */
export interface InstanceHook {
  /** The keys of what `attach` takes after the instance. */
  readonly inject: readonly InjectionKey[];
  /** Called when an instance has been created, before anything uses it. */
  // oxlint-disable-next-line typescript/no-explicit-any -- as in Recipe
  readonly attach: (instance: any, ...dependencies: any[]) => void;
}

const hooks = sharedMap<readonly InstanceHook[]>("instance-hooks");

/** Calls a function for each instance of a class that the framework creates. */
export function recordInstanceHook(target: Target, hook: InstanceHook): void {
  hooks.set(target, [...(hooks.get(target) ?? []), hook]);
}

/** Returns the hooks of a class and of its base classes; those of the base classes come first. */
export function instanceHooksOf(target: Target): readonly InstanceHook[] {
  const base = Object.getPrototypeOf(target) as Target | null;
  return [...(base ? instanceHooksOf(base) : []), ...(hooks.get(target) ?? [])];
}
