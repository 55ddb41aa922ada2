/**
 * Returns the one map of a name in this process. An integration may load this package twice, in two versions: what a decorator of one
 * copy has recorded, the kernel finds through the other.
 */
export function sharedMap<Value>(name: string): WeakMap<WeakKey, Value> {
  const key = Symbol.for(`@galaxy-kit/sdk:${name}`);
  const shared = globalThis as { [name: symbol]: WeakMap<WeakKey, Value> | undefined };
  return (shared[key] ??= new WeakMap<WeakKey, Value>());
}
