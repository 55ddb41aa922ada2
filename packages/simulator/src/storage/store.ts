import type { Credentials, JsonObject } from "@galaxy-kit/protocol";
import type { KnownLibrary } from "../comparison/known-library.js";

/** The data that an integration has stored with the client: one record, because `push_cache` replaces all of it. */
export interface StoredRecord {
  /** Absent if the user is not logged in. */
  readonly credentials?: Credentials;
  readonly cache: JsonObject;
}

/** The content of a store when a client opens it. */
export interface OpenedStore {
  /** Absent if nothing is stored. */
  readonly record?: StoredRecord;
  /** Problems with the store. The client continues with the data that could be read. */
  readonly problems: readonly string[];
}

/** Keeps what was known of the library. Calls never overlap. */
export interface LibraryStore {
  read(): Promise<KnownLibrary | undefined>;
  save(library: KnownLibrary): Promise<void>;
}

/** Keeps credentials and cache from one client to the next. Calls never overlap. */
export interface Store {
  /** Called before the first handshake. Throws {@link StoreInUseError} if another client has the store open. */
  open(): Promise<OpenedStore>;
  /** Resolves when the record would survive the end of this process. */
  save(record: StoredRecord): Promise<void>;
  /** Deletes the record permanently. */
  wipe(): Promise<void>;
  /** Releases the store. Saving opens it again. */
  close(): Promise<void>;
  /** Wiped with the rest. Without it, the first start of a client has nothing to be compared with. */
  readonly library?: LibraryStore | undefined;
}

/** Another client has the store open. Two clients that write to it would overwrite each other's data. */
export class StoreInUseError extends Error {
  override readonly name = "StoreInUseError";
}
