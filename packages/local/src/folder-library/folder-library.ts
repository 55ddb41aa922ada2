import {
  contributionDecorator,
  type InstanceSide,
  recordCompanion,
  type Target,
  toMilliseconds,
} from "@galaxy-kit/sdk/extend";
import { LibraryAnswers } from "./library-answers.js";
import { namePattern } from "./name-pattern.js";
import { FOLDER_LIBRARY, type FolderLibraryHandler, type FolderLibraryOptions } from "./options.js";

/** Accepts a method of `Owner`. */
export interface FolderLibraryDecorator<Owner> {
  <Method extends FolderLibraryHandler>(
    target: InstanceSide & Owner,
    method: string | symbol,
    descriptor: TypedPropertyDescriptor<Method>,
  ): void;
}

/**
 * Turns folders into a library: the method returns which game a folder or a file is, and the framework does the rest. It finds them, reports
 * what changes, launches and tracks them, and knows their sizes and systems. Announces `ImportOwnedGames`, `ImportInstalledGames`,
 * `LaunchGame`, `ImportLocalSize` and `ImportOSCompatibility`. A method of your own for one of these takes its place.
 *
 * The method is called for an entry when it is new, and when it or a file of `entry.file()` has changed. Return undefined if it is not a
 * game, and an array if it lists several. If it throws, the other entries are not affected, the game stays as it was, and the reason is
 * logged once. A folder that cannot be read keeps its games.
 *
 * @example
 * ```ts
 * @FolderLibrary({ in: (library: Library) => library.settings.folders, each: "folder" })
 * async game({ file }: LibraryEntry): Promise<LibraryGame | undefined> {
 *   const game = await readJson(file("game.json"), { schema: GameFile, ifMissing: undefined });
 *   return game && { gameId: game.id, title: game.title, launch: exec(file(game.exe), game.args) };
 * }
 * ```
 *
 * @throws `RangeError` or `TypeError` if an option is not valid
 */
export function FolderLibrary<Owner = object>(options: FolderLibraryOptions<Owner>): FolderLibraryDecorator<Owner> {
  const { depth, refresh, match } = options;
  namePattern(match);
  if (refresh !== undefined) toMilliseconds(refresh);
  if (depth !== undefined && !(Number.isInteger(depth) && depth > 0)) {
    throw new RangeError(`depth must be a positive integer, but found ${depth}`);
  }
  const record = contributionDecorator(FOLDER_LIBRARY, "@FolderLibrary()", options);
  return (target, method, descriptor) => {
    recordCompanion(target.constructor as Target, LibraryAnswers);
    record(target, method, descriptor);
  };
}
