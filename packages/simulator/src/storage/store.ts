import type { Credentials, JsonObject } from "@galaxy-kit/protocol";

/** What an integration has left with the client. One record, as `push_cache` replaces all of it. */
export interface StoredRecord {
  /** Absent when nobody is logged in. */
  readonly credentials?: Credentials;
  readonly cache: JsonObject;
}

/** What a store holds when a client opens it. */
export interface OpenedStore {
  /** Absent when there is none. */
  readonly record?: StoredRecord;
  /** What is wrong with it, as sentences; the client goes on with what there is. */
  readonly problems: readonly string[];
}

/** Where credentials and cache are kept from one client to the next. Calls are made one after the other. */
export interface Store {
  /** Called before the first handshake. Fails with {@link StoreInUseError} when another client has it. */
  open(): Promise<OpenedStore>;
  /** Answers when the record would survive the end of this process. */
  save(record: StoredRecord): Promise<void>;
  /** Forgets everything, for good. */
  wipe(): Promise<void>;
  /** Lets go of it; saving opens it again. */
  close(): Promise<void>;
}

/** A store belongs to one client at a time: two that write in turns would undo each other's work. */
export class StoreInUseError extends Error {
  override readonly name = "StoreInUseError";
}
