/**
 * State that outlives a run of a GOG GALAXY integration: typed stores, caches and files. Every export is public API.
 *
 * @packageDocumentation
 */

/** Stores: values that outlive the run. */
export { type Lossless, type LostInJson } from "./json/lossless.js";
export type { Migration } from "./stores/entry-format.js";
export { InvalidValueError, StoreFullError } from "./stores/errors.js";
export { memoryStore } from "./stores/memory-store.js";
export { type ChangedBySchema, Persisted, type PersistedOptions, type Storable } from "./stores/persisted.js";
export { Store, type StoreState } from "./stores/store.js";

/** Caches: methods whose results are kept for a while. */
export { Cached, type CacheHandle, cacheOf } from "./caching/cached.js";
export type { CachedDecorator, NeedsKey } from "./caching/cached-decorator.js";
export type { CachedOptions, CacheKey } from "./caching/cached-options.js";
export type { CacheState } from "./caching/method-cache.js";

/** Files: where they are, and how to write them so that nothing is lost. */
export { FileLock, type FileLockOptions, FileLockTimeout, withFileLock } from "./files/file-lock.js";
export { Journal, type JournalContent } from "./files/journal.js";
export { readFileIfExists } from "./files/read-file.js";
export { replaceFile, type ReplaceFileOptions } from "./files/replace-file.js";
export { DataFolder } from "./folder/data-folder.js";
