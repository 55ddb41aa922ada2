import type { Duration } from "@galaxy-kit/sdk";
import type { StandardSchemaV1 } from "@standard-schema/spec";
import type { PersistedOptions } from "../stores/persisted.js";

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

/** Options of `@Cached()`: `ttl`, `revision`, or both. */
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
