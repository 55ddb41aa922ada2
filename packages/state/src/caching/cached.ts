import { Clock, Lifetime, Logger } from "@galaxy-kit/sdk";
import { Accounts, type InstanceSide, Monitor, recordInstanceHook, type Target } from "@galaxy-kit/sdk/extend";
import type { StandardSchemaV1 } from "@standard-schema/spec";
import { limitsOf } from "./cache-limits.js";
import { cachePart } from "./cache-part.js";
import type { AnyMethod, CachedDecorator } from "./cached-decorator.js";
import type { CachedOptions, CacheKey } from "./cached-options.js";
import { type Args, jsonKey, splitSignal } from "./call-key.js";
import { type DiskResults, diskToken } from "./disk-results.js";
import { type CacheEnvironment, type CacheState, MethodCache } from "./method-cache.js";

/** The cache of a method of an instance. */
export interface CacheHandle<Arguments extends readonly unknown[] = readonly unknown[]> {
  readonly state: CacheState;
  /** Forgets the result for these arguments; the signal is not needed. */
  delete(...args: Partial<Arguments>): void;
  /** Forgets all results. */
  clear(): void;
}

type Open = (instance: object) => CacheHandle;

/** What an instance has that the framework did not create, such as that of a unit test. */
const OF_THE_SYSTEM: CacheEnvironment = { clock: Date, log: undefined, lifetime: undefined };

const environments = new WeakMap<object, CacheEnvironment>();
/** The caches of each decorated method. */
const handles = new WeakMap<object, Open>();

/**
 * Keeps what a method resolves to: in the memory of this process, for each instance, and with `onDisk` for the next runs, too. Callers that
 * ask at the same time share one call. A rejection is not kept. A login of `@galaxy-kit/login` forgets everything: the next user may be
 * another one.
 *
 * If the last argument is an `AbortSignal`, it is not part of the key, and the method gets the signal of the shared call in its place: that
 * one fires when every caller has aborted, and when the integration closes.
 *
 * @example
 * ```ts
 * @Cached({ ttl: "10m", stale: "1h" })
 * async offer(id: string, signal?: AbortSignal): Promise<Offer> { … }
 * ```
 */
export function Cached<
  Key extends CacheKey,
  Revision extends CacheKey = never,
  Schema extends StandardSchemaV1 = never,
>(options: CachedOptions<Key, Revision, Schema> & { readonly key: Key }): CachedDecorator<Key, Revision, Schema>;
export function Cached<Revision extends CacheKey = never, Schema extends StandardSchemaV1 = never>(
  options: CachedOptions<never, Revision, Schema>,
): CachedDecorator<never, Revision, Schema>;
export function Cached(options: CachedOptions<CacheKey, CacheKey, StandardSchemaV1>): unknown {
  return (target: InstanceSide, method: string | symbol, descriptor: TypedPropertyDescriptor<AnyMethod>): void => {
    const owner = target.constructor as Target;
    const limits = limitsOf(owner, options);
    const original = descriptor.value as ((...args: Args) => Promise<unknown>) | undefined;
    if (!original || !limits) return;
    const name = `${owner.name}.${String(method)}`;
    const disk = options.onDisk && diskToken(owner, options.onDisk, limits);
    const caches = new WeakMap<object, MethodCache>();

    const open = (instance: object): MethodCache => {
      const cache =
        caches.get(instance) ?? new MethodCache(name, limits, () => environments.get(instance) ?? OF_THE_SYSTEM);
      caches.set(instance, cache);
      return cache;
    };
    const keyOf = (instance: object, args: Args): string =>
      options.key ? String(options.key.apply(instance, [...args])) : jsonKey(name, args);

    const cached = async function (this: object, ...all: Args): Promise<unknown> {
      const { args, signal } = splitSignal(all);
      const call = async (shared: AbortSignal): Promise<unknown> =>
        original.apply(this, signal ? [...args, shared] : [...args]);
      const revision = options.revision?.apply(this, [...args]);
      return await open(this).get({ key: keyOf(this, args), revision, signal, call });
    };
    descriptor.value = cached;
    handles.set(cached, (instance) => {
      const cache = open(instance);
      return {
        get state() {
          return cache.state;
        },
        delete: (...all) => cache.delete(keyOf(instance, splitSignal(all).args)),
        clear: () => cache.clear(),
      };
    });
    recordInstanceHook(owner, {
      inject: [Clock, Logger, Lifetime, Monitor, Accounts, ...(disk ? [disk] : [])],
      attach: (
        instance: object,
        clock: Clock,
        log: Logger,
        lifetime: Lifetime,
        monitor: Monitor,
        accounts: Accounts,
        results?: DiskResults,
      ) => {
        environments.set(instance, { clock, log, lifetime });
        const cache = open(instance);
        cache.disk = results;
        accounts.onLogin(() => cache.clear());
        monitor.show(() => cachePart(name, cache.state));
      },
    });
  };
}

/**
 * Returns the cache of a method with {@link Cached}.
 *
 * @example
 * ```ts
 * cacheOf(shop, "offer").delete("tide");
 * ```
 *
 * @throws TypeError if the method has no cache
 */
export function cacheOf<Instance extends object, Method extends keyof Instance>(
  instance: Instance,
  method: Method,
): CacheHandle<Instance[Method] extends (...args: infer Arguments) => unknown ? Arguments : never> {
  const found = handles.get(instance[method] as object)?.(instance);
  if (!found)
    throw new TypeError(`${instance.constructor.name}.${String(method)} has no cache: put @Cached({ ttl: … }) on it.`);
  return found;
}
