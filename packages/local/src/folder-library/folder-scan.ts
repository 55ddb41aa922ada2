import { realpath, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { type Clock, GalaxyError, type Logger } from "@galaxy-kit/sdk";
import type { Contribution } from "@galaxy-kit/sdk/extend";
import { mapInParallel } from "../parallel/map-in-parallel.js";
import { EntryReader, type KnownEntry } from "./entry-reader.js";
import type { FolderGame } from "./folder-game.js";
import type { FolderMemory } from "./folder-memory.js";
import { isIn } from "./is-in.js";
import { type BrokenLink, flawOfLink, type Listed, listFolder } from "./list-folder.js";
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

/** Something that could not be read. */
interface Unreadable {
  readonly kind: "folder" | "link";
  readonly reason: string;
}

/** One look at one folder of the library. */
interface Pass {
  readonly root: string;
  /** The subfolders that were searched. */
  readonly subfolders: Set<string>;
  /** The folders and links that could not be read, by path. */
  readonly unreadable: Map<string, Unreadable>;
  /** The disk of each folder of the library that could be read. */
  readonly disks: Map<string, number>;
}

/** A folder that is looked into. */
interface Place {
  readonly path: string;
  /** Where it is without symbolic links. */
  readonly real: string;
  /** The same for the folders above it, up to the folder of the library. */
  readonly above: readonly string[];
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
  #unreadable: ReadonlyMap<string, Unreadable> = new Map();
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
    const unreadable = [...this.#unreadable.values()].map(({ reason }) => reason);
    return [...(this.#rootsError === undefined ? [] : [this.#rootsError]), ...unreadable, ...failed];
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
      error: this.#unreadable.get(path)?.reason,
    }));
  }

  /** Looks at everything once. Rejects only when the integration closes. */
  async look(): Promise<void> {
    const roots = await this.#findRoots();
    if (!roots) return;
    const found = new Map<string, KnownEntry>();
    const subfolders = new Set<string>();
    const unreadable = new Map<string, Unreadable>();
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
      const real = await realOf(root);
      const entries = await this.#lookInto({ path: root, real, above: [] }, pass);
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

  async #lookInto(place: Place, pass: Pass): Promise<readonly KnownEntry[]> {
    const { path } = place;
    let listed: readonly (Listed | BrokenLink)[];
    try {
      listed = await listFolder(path);
    } catch (error) {
      return this.#keep(path, pass, error as NodeJS.ErrnoException);
    }
    if (path !== pass.root) pass.subfolders.add(path);
    const entries = await mapInParallel(listed, ENTRIES_AT_ONCE, (item) => this.#visit(item, place, pass));
    return entries.flat();
  }

  async #visit(item: Listed | BrokenLink, place: Place, pass: Pass): Promise<readonly KnownEntry[]> {
    if ("error" in item) return this.#keepLink(item.path, pass, item.error);
    const entries = await this.#lookAt(item, place, pass);
    // The disk that a link leads to may have been unmounted meanwhile.
    const error = item.isLink ? await flawOfLink(item.path) : undefined;
    return error ? this.#keepLink(item.path, pass, error) : entries;
  }

  async #lookAt(item: Listed, place: Place, pass: Pass): Promise<readonly KnownEntry[]> {
    const { path, name, isFolder, isLink } = item;
    const above = [place.real, ...place.above];
    const real = isFolder && isLink ? await realOf(path) : join(place.real, name);
    // A link to a folder above it would repeat what is there.
    if (above.includes(real)) return [];
    const isEntry = isFolder === (this.options.each === "folder") && this.#fits(name);
    const entry = isEntry ? await this.#reader.read(item, pass.root, this.#entries.get(path)) : undefined;
    const own = entry ? [entry] : [];
    // A game that is a folder is not searched for others.
    const isGame = entry !== undefined && (entry.games.length > 0 || entry.error !== undefined);
    return isFolder && !isGame && above.length < this.#depth
      ? [...own, ...(await this.#lookInto({ path, real, above }, pass))]
      : own;
  }

  /** Returns what is known about a folder that cannot be read. A subfolder that has vanished is gone; a folder of the library never is. */
  #keep(folder: string, { root, unreadable }: Pass, error: NodeJS.ErrnoException): readonly KnownEntry[] {
    if (folder !== root && error.code === "ENOENT") return [];
    unreadable.set(folder, { kind: "folder", reason: `cannot read ${folder}: ${error.message}` });
    return this.#below(folder);
  }

  /** Returns what is known behind a broken link. One without games is none of the library's business. */
  #keepLink(link: string, { root, unreadable }: Pass, error: Error): readonly KnownEntry[] {
    const { method, memory } = this.parts;
    const paths = Object.values(memory.find(method.name, root)?.entries ?? {});
    if (!paths.some((path) => isIn(link, path))) return [];
    unreadable.set(link, { kind: "link", reason: `cannot read ${link}: ${error.message}` });
    return this.#below(link);
  }

  #logUnreadable(unreadable: ReadonlyMap<string, Unreadable>): void {
    const { log } = this.parts;
    for (const [path, { kind, reason }] of unreadable) {
      this.#said.say(path, reason, () => {
        log.warn(`Cannot read the ${kind} ${path}: its games are kept`, { reason });
      });
    }
    for (const [path, { kind }] of this.#unreadable) {
      if (unreadable.has(path)) continue;
      const isBack = this.#roots.includes(path) || this.#subfolders.has(path) || this.#entries.has(path);
      this.#said.takeBack(path, () => {
        if (isBack) log.info(`The ${kind} ${path} can be read again`);
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

/** Resolves to the path itself where the system cannot tell, as on some disks in memory. */
function realOf(path: string): Promise<string> {
  return realpath(path).catch(() => path);
}

/** Whether it is unknown which games an entry is. */
function isUnknown({ games, error }: KnownEntry): boolean {
  return games.length === 0 && error !== undefined;
}

function isPath(path: string | undefined): path is string {
  return typeof path === "string" && path !== "";
}
