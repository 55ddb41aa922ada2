import { realpath, stat } from "node:fs/promises";
import { join } from "node:path";
import { mapInParallel } from "../parallel/map-in-parallel.js";
import type { EntryReader, KnownEntry } from "./entry-reader.js";
import type { RememberedFolder } from "./folder-memory.js";
import { isIn } from "./is-in.js";
import { type BrokenLink, flawOfLink, type Listed, listFolder } from "./list-folder.js";
import type { FolderLibraryOptions } from "./options.js";

/** How many entries are looked at, and how many methods of the author run, at the same time. */
const ENTRIES_AT_ONCE = 16;

/** Something that could not be read. */
export interface Unreadable {
  readonly kind: "folder" | "link";
  readonly reason: string;
}

interface FolderWalkParts {
  /** The folder of the library. */
  readonly root: string;
  readonly each: FolderLibraryOptions["each"];
  readonly depth: number;
  /** Whether an entry with that name may be a game. */
  readonly fits: (name: string) => boolean;
  readonly reader: EntryReader;
  /** The entries of the last look. */
  readonly known: ReadonlyMap<string, KnownEntry>;
  /** What was there when it could be read last, also before a restart. */
  readonly remembered: RememberedFolder | undefined;
  readonly signal: AbortSignal;
}

/** A folder that is looked into. */
interface Place {
  readonly path: string;
  /** Where it is without symbolic links. */
  readonly real: string;
  /** The same for the folders above it, up to the folder of the library. */
  readonly above: readonly string[];
}

/** One look at one folder of a library, and at what it contains. */
export class FolderWalk {
  readonly #parts: FolderWalkParts;
  readonly #subfolders = new Set<string>();
  readonly #unreadable = new Map<string, Unreadable>();
  readonly #disks = new Map<string, number>();

  constructor(parts: FolderWalkParts) {
    this.#parts = parts;
  }

  /** The subfolders that were searched. */
  get subfolders(): Iterable<string> {
    return this.#subfolders;
  }

  /** What could not be read, by path: folders, links and the folder of the library. */
  get unreadable(): ReadonlyMap<string, Unreadable> {
    return this.#unreadable;
  }

  /** The disks of the folder of the library, and of what links in it lead to, as far as they could be read. */
  get disks(): ReadonlyMap<string, number> {
    return this.#disks;
  }

  /** Resolves to the entries, including those that cannot be read at the moment. Rejects only when the integration closes. */
  async run(): Promise<readonly KnownEntry[]> {
    const { root, signal } = this.#parts;
    try {
      // Before the folder itself, so that a folder that has just come or gone is missing for one and the same reason.
      const disk = await diskOf(root);
      const entries = await this.#lookInto({ path: root, real: await realOf(root), above: [] });
      if (this.#unreadable.has(root)) return entries;
      const isSame = disk === (await diskOf(root));
      const flaw = isSame
        ? this.#flawOfDisk(root, disk, entries)
        : new Error("another disk was mounted there meanwhile");
      if (flaw) return this.#keepFolder(root, flaw);
      this.#disks.set(root, disk);
      return entries;
    } catch (error) {
      signal.throwIfAborted();
      return this.#keepFolder(root, error as Error);
    }
  }

  async #lookInto(place: Place): Promise<readonly KnownEntry[]> {
    const { path } = place;
    let listed: readonly (Listed | BrokenLink)[];
    try {
      listed = await listFolder(path);
    } catch (error) {
      return this.#keepFolder(path, error as NodeJS.ErrnoException);
    }
    if (path !== this.#parts.root) this.#subfolders.add(path);
    const entries = await mapInParallel(listed, ENTRIES_AT_ONCE, (item) => this.#visit(item, place));
    return entries.flat();
  }

  async #visit(item: Listed | BrokenLink, place: Place): Promise<readonly KnownEntry[]> {
    if ("error" in item) return this.#keepLink(item.path, item.error);
    const { path, isFolder, linksTo } = item;
    const entries = await this.#lookAt(item, place);
    if (!linksTo) return entries;
    // The disk may have been unmounted meanwhile.
    const flaw = (await flawOfLink(path)) ?? this.#flawOfDisk(path, linksTo.disk, entries);
    if (flaw) return this.#keepLink(path, flaw);
    if (isFolder) this.#disks.set(path, linksTo.disk);
    return entries;
  }

  async #lookAt(item: Listed, place: Place): Promise<readonly KnownEntry[]> {
    const { root, each, depth, fits, reader, known } = this.#parts;
    const { path, name, isFolder, linksTo } = item;
    const above = [place.real, ...place.above];
    const real = isFolder && linksTo ? await realOf(path) : join(place.real, name);
    // A link to a folder above it would repeat what is there.
    if (above.includes(real)) return [];
    const isEntry = isFolder === (each === "folder") && fits(name);
    const entry = isEntry ? await reader.read(item, root, known.get(path)) : undefined;
    const own = entry ? [entry] : [];
    // A game that is a folder is not searched for others.
    const isGame = entry !== undefined && (entry.games.length > 0 || entry.error !== undefined);
    return isFolder && !isGame && above.length < depth
      ? [...own, ...(await this.#lookInto({ path, real, above }))]
      : own;
  }

  /** Unmounting a disk may leave an empty folder behind, or another disk takes its place. */
  #flawOfDisk(path: string, disk: number, entries: readonly KnownEntry[]): Error | undefined {
    const before = this.#parts.remembered?.disks[path];
    const isSame = before === undefined || before === disk;
    return isSame || entries.some(hasGames) || !this.#hadGamesIn(path)
      ? undefined
      : new Error("its disk is not mounted: another one is there, without any of the games");
  }

  /** Returns what is known about a folder that cannot be read. A subfolder that has vanished is gone; a folder of the library never is. */
  #keepFolder(folder: string, error: NodeJS.ErrnoException): readonly KnownEntry[] {
    if (folder !== this.#parts.root && error.code === "ENOENT") return [];
    return this.#keep(folder, "folder", error);
  }

  /** Returns what is known behind a link. One without games is none of the library's business. */
  #keepLink(link: string, error: Error): readonly KnownEntry[] {
    return this.#hadGamesIn(link) ? this.#keep(link, "link", error) : [];
  }

  #keep(path: string, kind: Unreadable["kind"], { message }: Error): readonly KnownEntry[] {
    this.#unreadable.set(path, { kind, reason: `cannot read ${path}: ${message}` });
    return [...this.#parts.known.values()].filter((entry) => isIn(path, entry.path));
  }

  #hadGamesIn(place: string): boolean {
    return Object.values(this.#parts.remembered?.entries ?? {}).some((path) => isIn(place, path));
  }
}

async function diskOf(folder: string): Promise<number> {
  return (await stat(folder)).dev;
}

/** Resolves to the path itself where the system cannot tell, as on some disks in memory. */
function realOf(path: string): Promise<string> {
  return realpath(path).catch(() => path);
}

function hasGames({ games }: KnownEntry): boolean {
  return games.length > 0;
}
