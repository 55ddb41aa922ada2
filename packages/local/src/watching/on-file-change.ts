import type { Awaitable } from "@galaxy-kit/sdk";
import {
  contributionDecorator,
  type InstanceSide,
  type RawSourceHandler,
  recordCompanion,
  type Target,
  toMilliseconds,
} from "@galaxy-kit/sdk/extend";
import { FileChanges } from "./file-changes.js";
import { FILE_CHANGES, type OnFileChangeHandler, type OnFileChangeOptions, type Paths } from "./options.js";

/** Accepts a method of `Owner`, which may be a source. */
export interface FileChangeDecorator<Owner> {
  // A source of anything.
  // oxlint-disable-next-line typescript/no-explicit-any
  <Method extends OnFileChangeHandler | RawSourceHandler<any, any>>(
    target: InstanceSide & Owner,
    method: string | symbol,
    descriptor: TypedPropertyDescriptor<Method>,
  ): void;
}

/**
 * Called when a file has changed, has appeared or has vanished, or when entries of a folder have been added, removed or renamed. Not
 * called at startup.
 *
 * A change is reported once it is over: an editor's renames and a program that writes in several steps are one change. The path need not
 * exist, nor the folders that lead to it. The system's own reports are used where there are any; elsewhere, such as on network drives, it
 * looks every five seconds. For a SQLite database, changes of its write-ahead log count.
 *
 * Runs never overlap. Errors are logged.
 *
 * On a method that is a source, such as one with `@InstalledGames()`, a change starts a run of the source.
 *
 * @example
 * ```ts
 * @OnFileChange((library: ItchLibrary) => library.databaseFile)
 * refresh() {
 *   return this.games.refresh();
 * }
 * ```
 *
 * @param where - the path, or several; a function gets the instance and is called again at each check, since settings may change. It may be
 * asynchronous, for a path in a folder of `HostOs`
 * @throws `RangeError` if an option is not a duration
 */
export function OnFileChange<Owner = object>(
  where: Paths | ((instance: Owner) => Awaitable<Paths>),
  options: OnFileChangeOptions = {},
): FileChangeDecorator<Owner> {
  for (const duration of [options.settle, options.refresh]) if (duration !== undefined) toMilliseconds(duration);
  const record = contributionDecorator(FILE_CHANGES, "@OnFileChange()", { where, ...options });
  return (target, method, descriptor) => {
    recordCompanion(target.constructor as Target, FileChanges);
    record(target, method, descriptor as never);
  };
}
