import { Clock, type Duration, Lifetime, Logger } from "@galaxy-kit/sdk";
import { Accounts, type InstanceSide, Monitor, recordInstanceHook, type Target } from "@galaxy-kit/sdk/extend";
import type { StandardSchemaV1 } from "@standard-schema/spec";
import { lossIn, type Lossless } from "../json/lossless.js";
import type { PersistedOptions, Storable } from "../stores/persisted.js";
import { limitsOf } from "./cache-limits.js";
import { cachePart } from "./cache-part.js";
import { type DiskResults, diskToken } from "./disk-results.js";
import { type CacheEnvironment, type CacheState, MethodCache } from "./method-cache.js";

/** Returns the key of a call. `this` is the instance, for a result that depends on its state. */
// The arguments are those of the method, which the decorator checks.
// oxlint-disable-next-line typescript/no-explicit-any
export type CacheKey = (this: any, ...args: any[]) => string | number;

/** Where a cache outlives the run. */
export type CacheOnDisk<Schema extends StandardSchemaV1> = Pick<PersistedOptions<Schema>, "schema" | "version"> & {
  /** Part of the name of its file: letters, digits, `-`, `_` and `.`. Only one cache or store of an integration can have it. */
  readonly name: string;
};

interface CommonOptions<Key extends CacheKey, Schema extends StandardSchemaV1> {
  /** After `ttl`, returns the old result for this long while a new one is fetched, and if that fails. */
  readonly stale?: Duration;
  /** Calls with the same key share a result. By default, the arguments as JSON, without the signal. */
  readonly key?: Key;
  /** Forgets the results that were not used for the longest time; 1,000 by default, unlimited with `onDisk`. */
  readonly maxEntries?: number;
  /** After an error, makes no other call for this long: rejects with the same error again, or returns the old result. */
  readonly failures?: Duration;
  /** Keeps the results in `DataFolder.data`, each for the account that is logged in. By default, they are gone with the process. */
  readonly onDisk?: CacheOnDisk<Schema>;
}

/** Options of {@link Cached}: `ttl`, `revision`, or both. */
export type CachedOptions<
  Key extends CacheKey = never,
  Revision extends CacheKey = never,
  Schema extends StandardSchemaV1 = never,
> = CommonOptions<Key, Schema> &
  (
    | {
        /** Returns a result without another call for this long. */
        readonly ttl: Duration;
        /**
         * Returns what changes whenever the result does, such as a date or a version that a list has for each of its items. Only a result
         * of the same revision is returned.
         */
        readonly revision?: Revision;
      }
    | { readonly ttl?: Duration; readonly revision: Revision }
  );

type AnyMethod = (...args: never[]) => Promise<unknown>;

/** The arguments without the signal at the end. */
type WithoutSignal<Arguments extends readonly unknown[]> =
  Required<Arguments> extends readonly [...infer Rest, AbortSignal] ? Rest : Required<Arguments>;

/** Names the mistake in a compiler error: an argument has no key as JSON. Pass `{ key: (…) => … }`. */
export interface NeedsKey<Arguments> {
  readonly argumentsWithoutKey: Arguments;
}

type HasKey<Method extends AnyMethod, Key extends CacheKey> = [Key] extends [never]
  ? WithoutSignal<Parameters<Method>> extends Lossless<WithoutSignal<Parameters<Method>>>
    ? unknown
    : NeedsKey<Lossless<WithoutSignal<Parameters<Method>>>>
  : Takes<Method, Key>;

type Takes<Method extends AnyMethod, Key extends CacheKey> = [Key] extends [never]
  ? unknown
  : Key extends (...args: Parameters<Method>) => unknown
    ? unknown
    : NeedsKey<Parameters<Method>>;

/** Names the mistake in a compiler error: what the method resolves to is not what the schema describes. */
export interface UnlikeSchema<Result, Described> {
  readonly methodResolvesTo: Result;
  readonly schemaDescribes: Described;
}

type Fits<Method extends AnyMethod, Schema extends StandardSchemaV1> = [Schema] extends [never]
  ? unknown
  : IsSame<Awaited<ReturnType<Method>>, StandardSchemaV1.InferOutput<Schema>> extends true
    ? Storable<Schema>
    : UnlikeSchema<Awaited<ReturnType<Method>>, StandardSchemaV1.InferOutput<Schema>>;

type IsSame<One, Other> = [One] extends [Other] ? ([Other] extends [One] ? true : false) : false;

/** Accepts an asynchronous method whose arguments have a key, and whose results are those of the schema. */
export interface CachedDecorator<
  Key extends CacheKey = never,
  Revision extends CacheKey = never,
  Schema extends StandardSchemaV1 = never,
> {
  <Method extends AnyMethod>(
    target: InstanceSide,
    method: string | symbol,
    descriptor: TypedPropertyDescriptor<Method> & HasKey<Method, Key> & Takes<Method, Revision> & Fits<Method, Schema>,
  ): void;
}

/** The cache of a method of an instance. */
export interface CacheHandle<Arguments extends readonly unknown[] = readonly unknown[]> {
  readonly state: CacheState;
  /** Forgets the result for these arguments; the signal is not needed. */
  delete(...args: Partial<Arguments>): void;
  /** Forgets all results. */
  clear(): void;
}

type Args = readonly unknown[];
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
      const { args, signal } = split(all);
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
        delete: (...all) => cache.delete(keyOf(instance, split(all).args)),
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

function split(all: Args): { readonly args: Args; readonly signal: AbortSignal | undefined } {
  const last = all.at(-1);
  return last instanceof AbortSignal ? { args: all.slice(0, -1), signal: last } : { args: all, signal: undefined };
}

/** A call that omits an argument has the key of one that passes undefined. */
function jsonKey(name: string, all: Args): string {
  const end = all.findLastIndex((argument) => argument !== undefined) + 1;
  const args = all.slice(0, end).map((argument) => argument ?? null);
  const loss = lossIn(args);
  if (loss === undefined) return JSON.stringify(args);
  throw new TypeError(`The arguments of ${name} have no key as JSON: ${loss}. Pass @Cached({ key: (…) => … }).`);
}
