/**
 * State that outlives a run of a GOG GALAXY integration: typed stores, caches and files. Every export is public API.
 *
 * @packageDocumentation
 */

// Files: where they are, and how to write them so that nothing is lost.
export { FileLock, type FileLockOptions, FileLockTimeout, withFileLock } from "./files/file-lock.js";
export { Journal, type JournalContent } from "./files/journal.js";
export { readFileIfExists } from "./files/read-file.js";
export { replaceFile, type ReplaceFileOptions } from "./files/replace-file.js";
export { DataFolder } from "./folder/data-folder.js";
