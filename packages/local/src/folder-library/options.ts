import type { Awaitable, Duration } from "@galaxy-kit/sdk";
import { contributionPoint } from "@galaxy-kit/sdk/extend";
import type { GameLaunch, InstalledGame } from "../tracking/installed-game.js";
import type { Paths } from "../watching/options.js";

/** What may be a game: a folder or a file of the library. */
export interface LibraryEntry {
  /** Its path. */
  readonly path: string;
  /** The folder of the library in which it was found. */
  readonly root: string;
  /** Its name, as on the disk. */
  readonly name: string;
  /** The id that its game gets by default: its path below the folder of the library, such as `nes/Tide (World).zip`. */
  readonly id: string;
  /** The title that its game gets by default: its name, cleaned up. */
  readonly title: string;
  /**
   * Returns the path of a file that belongs to it, relative to the folder, or to the folder that the file is in. When that file changes,
   * appears or vanishes, the method is called again.
   */
  readonly file: (name: string) => string;
}

/** A game in the library. Everything is optional: what is missing follows from the entry. */
export interface LibraryGame extends Omit<InstalledGame, "gameId"> {
  /** The id on the platform; by default the path below the folder of the library. */
  readonly gameId?: string | undefined;
  /** The title; by default the name of `path`, cleaned up. GALAXY finds the cover by it. */
  readonly title?: string | undefined;
  /** The file or folder that the game consists of, if it is not the entry; relative to the folder of the entry. */
  readonly path?: string | undefined;
  /**
   * Starts the game: made by `exec()` or `uri()`. A function is called when the user clicks Play, so it sees the settings of that moment.
   */
  readonly launch?: GameLaunch | undefined;
  /** Whether it can be played; by default, whether `path` and the program of `exec()` exist. */
  readonly installed?: boolean | undefined;
  /**
   * Which of several games with one id counts: an installed one, then the one with the highest priority, then the first. Without any
   * priority, the log warns about them.
   */
  readonly priority?: number | undefined;
}

/** One of the games that an entry such as a playlist has. */
export interface NamedGame extends LibraryGame {
  readonly gameId: string;
}

/** What an entry is: a game, or several, or none. */
export type FoundGames = LibraryGame | readonly NamedGame[] | undefined;

/**
 * Returns the game that an entry is, or undefined if it is not one. An entry that lists games, such as a playlist, is several.
 *
 * @param signal - aborted when the integration closes
 */
export type FolderLibraryHandler = (entry: LibraryEntry, signal: AbortSignal) => Awaitable<FoundGames>;

/** Options of `@FolderLibrary()`. */
export interface FolderLibraryOptions<Owner = object> {
  /**
   * The folders of the library. A function gets the instance and is called again at each check, since settings may change. While it
   * throws, all games stay.
   */
  readonly in: Paths | ((instance: Owner) => Awaitable<Paths>);
  /** What may be a game: each folder, or each file. */
  readonly each: "folder" | "file";
  /** Which names may be a game, regardless of case: `["*.nes", "*.zip", "!bios*"]`. All by default. */
  readonly match?: readonly string[];
  /** How deep it looks: 1, the default for folders, is the library folder itself; the default for files is 5. */
  readonly depth?: number;
  /** How often to look where the system reports no changes; `"5s"` by default, and less often if looking takes long. */
  readonly refresh?: Duration;
}

/** The methods with `@FolderLibrary()`. */
export const FOLDER_LIBRARY = contributionPoint<FolderLibraryHandler>("local/folder-library");
