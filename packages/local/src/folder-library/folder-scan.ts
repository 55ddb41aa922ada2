import { stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { type Clock, GalaxyError, type Logger } from "@galaxy-kit/sdk";
import type { Contribution } from "@galaxy-kit/sdk/extend";
import { mapInParallel } from "../parallel/map-in-parallel.js";
import { EntryReader, type KnownEntry } from "./entry-reader.js";
import type { FolderGame } from "./folder-game.js";
import type { FolderMemory } from "./folder-memory.js";
import { isIn } from "./is-in.js";
import { type Listed, listFolder } from "./list-folder.js";
import { namePattern } from "./name-pattern.js";
import type { FolderLibraryHandler, FolderLibraryOptions } from "./options.js";
import { OutOfSight } from "./out-of-sight.js";
import { SaidOnce } from "./said-once.js";

/** How many entries are looked at, and how many methods of the author run, at the same time. */
const ENTRIES_AT_ONCE = 16;
const DEFAULT_DEPTH = { folder: 1, file: 5 } as const;
/** On Windows, a watched folder is an open handle. */
const MAX_WATCHED = 64;

/** How a folder of a library is doing. */
export interface LibraryFolderState {
  readonly path: string;
  /** How many games it has. */
  readonly games: number;
  /** Why it cannot be read; its games are kept. */
  readonly error: string | undefined;
}

/** One look at one folder of the library. */
interface Pass {
  readonly root: string;
  /** The subfolders that were searched. */
  readonly subfolders: Set<string>;
  /** The folders that could not be read, with the reasons. */
  readonly unreadable: Map<string, string>;
  /** The disk of each folder of the library that could be read. */
  readonly disks: Map<string, number>;
}

interface FolderScanParts {
  readonly method: Contribution<FolderLibraryHandler>;
  readonly memory: FolderMemory;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly log: Logger;
}

/** Looks through the folders of one method with `@FolderLibrary()`. */
export class FolderScan {
  readonly options: FolderLibraryOptions<never>;
  readonly #reader: EntryReader;
  readonly #depth: number;
  readonly #fits: (name: string) => boolean;
  #entries = new Map<string, KnownEntry>();
  #roots: readonly string[] = [];
  /** Why it is unknown which folders are the library. */
  #rootsError: string | undefined;
  #subfolders: ReadonlySet<string> = new Set();
  #unreadable: ReadonlyMap<string, string> = new Map();
  readonly #outOfSight: OutOfSight;
  readonly #said = new SaidOnce();

  constructor(private readonly parts: FolderScanParts) {
    this.options = parts.method.options as FolderLibraryOptions<never>;
    this.#reader = new EntryReader({ ...parts, each: this.options.each });
    this.#outOfSight = new OutOfSight(parts.method.name, parts.memory);
    this.#depth = this.options.depth ?? DEFAULT_DEPTH[this.options.each];
    this.#fits = namePattern(this.options.match);
  }

  /** The games in the order of their folders and names. */
  get games(): readonly FolderGame[] {
    return [...this.#entries.values()].flatMap(({ games }) => games);
  }

  /** Why it is unknown what is in some folders and entries; empty if everything could be read. */
  get gaps(): readonly string[] {
    const failed = [...this.#entries.values()].filter(isUnknown).map(({ error = "" }) => error);
    return [...(this.#rootsError === undefined ? [] : [this.#rootsError]), ...this.#unreadable.values(), ...failed];
  }

  /** Whether a game of an earlier start may be where nothing can be read at the moment. */
  mayHave(gameId: string): boolean {
    return this.#outOfSight.mayHave(gameId);
  }

  /** What the system can report changes of. */
  get watched(): readonly string[] {
    // A path is watched through its folder.
    return [...this.#roots, ...this.#subfolders].slice(0, MAX_WATCHED).map((folder) => join(folder, "*"));
  }

  get state(): readonly LibraryFolderState[] {
    return this.#roots.map((path) => ({
      path,
      games: this.#below(path).flatMap(({ games }) => games).length,
      error: this.#unreadable.get(path),
    }));
  }

  /** Looks at everything once. Rejects only when the integration closes. */
  async look(): Promise<void> {
    const roots = await this.#findRoots();
    if (!roots) return;
    const found = new Map<string, KnownEntry>();
    const subfolders = new Set<string>();
    const unreadable = new Map<string, string>();
    const disks = new Map<string, number>();
    for (const root of roots) {
      const entries = await this.#lookAtRoot({ root, subfolders, unreadable, disks });
      // A folder of the library may lie in another one.
      for (const entry of entries) if (!found.has(entry.path)) found.set(entry.path, entry);
    }
    this.#roots = roots;
    this.#entries = found;
    this.#subfolders = subfolders;
    this.#logUnreadable(unreadable);
    this.#unreadable = unreadable;
    const failed = [...found.values()].filter(isUnknown).map(({ path }) => path);
    this.#outOfSight.update({
      roots,
      disks,
      entries: [...found.values()],
      unreadable: [...unreadable.keys(), ...failed],
    });
  }

  /** Resolves to undefined if the author's function returns nothing. */
  async #findRoots(): Promise<readonly string[] | undefined> {
    const { method, signal, log } = this.parts;
    const { in: where } = this.options;
    try {
      const folders = [typeof where === "function" ? await where(method.instance as never) : where].flat();
      this.#rootsError = undefined;
      this.#said.takeBack("in", () => {
        log.info(`${method.name}: the folders of the library are known again`);
      });
      return [...new Set(folders.filter(isPath).map((folder) => resolve(folder)))];
    } catch (error) {
      signal.throwIfAborted();
      const reason = error instanceof Error ? error.message : String(error);
      this.#rootsError = reason;
      this.#outOfSight.everything();
      this.#said.say("in", reason, () => {
        const text = `${method.name}: the function for the folders failed, so all games are kept`;
        if (GalaxyError.isGalaxyError(error)) log.warn(text, { reason });
        else log.error(text, { place: method.place, error });
      });
      return undefined;
    }
  }

  /** Unmounting a disk leaves an empty folder behind, or another disk takes its place. */
  async #lookAtRoot(pass: Pass): Promise<readonly KnownEntry[]> {
    const { root } = pass;
    try {
      // Before the folder itself, so that a folder that has just come or gone is missing for one and the same reason.
      const disk = await diskOf(root);
      const entries = await this.#lookInto(root, 1, pass);
      if (pass.unreadable.has(root)) return entries;
      if (disk !== (await diskOf(root))) throw new Error("another disk was mounted there meanwhile");
      if (this.#isElsewhere(root, disk, entries))
        throw new Error("its disk is not mounted: another one is there, without any of the games");
      pass.disks.set(root, disk);
      return entries;
    } catch (error) {
      this.parts.signal.throwIfAborted();
      return this.#keep(root, pass, error as Error);
    }
  }

  #isElsewhere(root: string, disk: number, entries: readonly KnownEntry[]): boolean {
    const before = this.parts.memory.find(this.parts.method.name, root);
    const hadGames = before !== undefined && Object.keys(before.entries).length > 0;
    return hadGames && disk !== before.disk && !entries.some(({ games }) => games.length > 0);
  }

  async #lookInto(folder: string, level: number, pass: Pass): Promise<readonly KnownEntry[]> {
    let listed: readonly Listed[];
    try {
      listed = await listFolder(folder);
    } catch (error) {
      return this.#keep(folder, pass, error as NodeJS.ErrnoException);
    }
    if (folder !== pass.root) pass.subfolders.add(folder);
    const entries = await mapInParallel(listed, ENTRIES_AT_ONCE, (item) => this.#visit(item, level, pass));
    return entries.flat();
  }

  async #visit(item: Listed, level: number, pass: Pass): Promise<readonly KnownEntry[]> {
    const { path, name, isFolder } = item;
    const isEntry = isFolder === (this.options.each === "folder") && this.#fits(name);
    const entry = isEntry ? await this.#reader.read(item, pass.root, this.#entries.get(path)) : undefined;
    const own = entry ? [entry] : [];
    // A game that is a folder is not searched for others.
    const isGame = entry !== undefined && (entry.games.length > 0 || entry.error !== undefined);
    return isFolder && !isGame && level < this.#depth
      ? [...own, ...(await this.#lookInto(path, level + 1, pass))]
      : own;
  }

  /** Returns what is known about a folder that cannot be read. A subfolder that has vanished is gone; a folder of the library never is. */
  #keep(folder: string, { root, unreadable }: Pass, error: NodeJS.ErrnoException): readonly KnownEntry[] {
    if (folder !== root && error.code === "ENOENT") return [];
    unreadable.set(folder, `cannot read ${folder}: ${error.message}`);
    return this.#below(folder);
  }

  #logUnreadable(unreadable: ReadonlyMap<string, string>): void {
    const { log } = this.parts;
    for (const [folder, reason] of unreadable) {
      this.#said.say(folder, reason, () => {
        log.warn(`Cannot read the folder ${folder}: its games are kept`, { reason });
      });
    }
    for (const folder of this.#unreadable.keys()) {
      if (unreadable.has(folder)) continue;
      const isBack = this.#roots.includes(folder) || this.#subfolders.has(folder);
      this.#said.takeBack(folder, () => {
        if (isBack) log.info(`The folder ${folder} can be read again`);
      });
    }
  }

  #below(folder: string): readonly KnownEntry[] {
    return [...this.#entries.values()].filter(({ path }) => isIn(folder, path));
  }
}

async function diskOf(folder: string): Promise<number> {
  return (await stat(folder)).dev;
}

/** Whether it is unknown which games an entry is. */
function isUnknown({ games, error }: KnownEntry): boolean {
  return games.length === 0 && error !== undefined;
}

function isPath(path: string | undefined): path is string {
  return typeof path === "string" && path !== "";
}
