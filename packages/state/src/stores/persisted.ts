import { type Duration, Inject, type Token, token } from "@galaxy-kit/sdk";
import { Accounts, type Recipe, recordMistake, toAgeMs } from "@galaxy-kit/sdk/extend";
import type { StandardSchemaV1 } from "@standard-schema/spec";
import { DataFolder } from "../folder/data-folder.js";
import type { Lossless } from "../json/lossless.js";
import { DiskStorage } from "./disk-storage.js";
import { EntryFormat, type Migration } from "./entry-format.js";
import { GalaxyRecord, GalaxyStorage } from "./galaxy-storage.js";
import { mistakesIn } from "./persisted-mistakes.js";
import { PersistedStore } from "./persisted-store.js";
import { SAVER_PARTS, type SaverParts } from "./saver.js";
import type { Storage } from "./storage.js";
import { storePart } from "./store-part.js";
import type { Store } from "./store.js";

/** Options of {@link Persisted}. */
export interface PersistedOptions<Schema extends StandardSchemaV1> {
  /** Checks each value when it is set, and when it is read in a later run. Any Standard Schema that is synchronous. */
  readonly schema: Schema;
  /** `"galaxy"`, the default: in the persistent cache, until the user disconnects. `"disk"`: in `DataFolder.data`. */
  readonly where?: "galaxy" | "disk";
  /** The version of the schema; 1 by default. Increase it when values of the old form no longer fit. */
  readonly version?: number;
  /** Turns values of version `n` into values of version `n + 1`. */
  readonly migrate?: Readonly<Record<number, Migration>>;
  /** Forgets an entry this long after it was set; never by default. */
  readonly ttl?: Duration;
  /** Forgets the entries that were not used for the longest time; unlimited by default. */
  readonly maxEntries?: number;
  /** `"account"`: is emptied when another user logs in with a login of `@galaxy-kit/login`. */
  readonly per?: "account";
}

type StoreOptions<T> = Omit<PersistedOptions<StandardSchemaV1<unknown, T>>, "ttl"> & { readonly ttlMs: () => number };

type Output<Schema extends StandardSchemaV1> = StandardSchemaV1.InferOutput<Schema>;

/** Names the mistake in a compiler error: what the schema returns does not fit the schema when it is read again. */
export interface ChangedBySchema<Input, Result> {
  readonly schemaTakes: Input;
  readonly schemaReturns: Result;
}

/** A schema whose values are the same when they are read in a later run. */
export type Storable<Schema extends StandardSchemaV1> = [Output<Schema>] extends [Lossless<Output<Schema>>]
  ? [Output<Schema>] extends [StandardSchemaV1.InferInput<Schema>]
    ? unknown
    : ChangedBySchema<StandardSchemaV1.InferInput<Schema>, Output<Schema>>
  : Lossless<Output<Schema>>;

/**
 * Injects a store that outlives the run into a constructor parameter.
 *
 * @example
 * ```ts
 * constructor(@Persisted("offers", { schema: Offer, ttl: "7d" }) private readonly offers: Store<Offer>) {}
 * ```
 *
 * @param name - where its entries are stored: letters, digits, `-`, `_` and `.`. Only one parameter of an integration can have it
 */
export function Persisted<Schema extends StandardSchemaV1>(
  name: string,
  options: PersistedOptions<Schema> & { readonly schema: Storable<Schema> },
): ReturnType<typeof Inject<Store<Output<Schema>>>> {
  const mistakes = mistakesIn(name, options);
  const { ttl } = options;
  const key = storeToken<Output<Schema>>(name, {
    ...options,
    ttlMs: () => (ttl === undefined ? Infinity : toAgeMs(ttl)),
  });
  return (target, property, index) => {
    for (const mistake of mistakes) recordMistake(target, mistake);
    Inject(key)(target, property, index);
  };
}

/** Returns what injects a store. */
export function storeToken<T>(name: string, options: StoreOptions<T>): Token<Store<T>> {
  const { where = "galaxy", schema, version = 1, migrate = {}, ttlMs, maxEntries = Infinity, per } = options;
  const make = (storage: Storage, { clock, log, monitor }: SaverParts, accounts: Accounts): Store<T> => {
    const limits = { ttlMs: ttlMs(), maxEntries };
    const format = new EntryFormat(schema, version, migrate);
    const store = new PersistedStore({ name, storage, limits, clock, log, format });
    if (per === "account") accounts.onChange(() => store.clear());
    monitor.show(() => storePart(name, store));
    return store;
  };
  const recipe: Omit<Recipe<Store<T>>, "unique"> = where === "galaxy"
    ? {
        inject: [GalaxyRecord, SAVER_PARTS, Accounts],
        make: (record: GalaxyRecord, parts: SaverParts, accounts: Accounts) =>
          make(new GalaxyStorage(name, record), parts, accounts),
      }
    : {
        inject: [DataFolder, SAVER_PARTS, Accounts],
        make: (folder: DataFolder, parts: SaverParts, accounts: Accounts) =>
          make(new DiskStorage(name, folder.data, parts), parts, accounts),
      };
  // Case does not tell files apart on Windows and macOS.
  const unique = `the store ${JSON.stringify(name.toLowerCase())}`;
  return token<Store<T>>(`the store ${JSON.stringify(name)}`, { ...recipe, unique });
}
