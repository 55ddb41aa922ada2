import { stat } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import { type Clock, GalaxyError, type Logger } from "@galaxy-kit/sdk";
import type { Contribution } from "@galaxy-kit/sdk/extend";
import { mapInParallel } from "../parallel/map-in-parallel.js";
import { type FolderGame, toFolderGame } from "./folder-game.js";
import { type Listed, listFolder } from "./list-folder.js";
import { lookOf } from "./look-of.js";
import { namePattern } from "./name-pattern.js";
import type { FolderLibraryHandler, FolderLibraryOptions, LibraryEntry } from "./options.js";
import { SaidOnce } from "./said-once.js";
import { titleOf } from "./title-of.js";

/** How many entries are looked at, and how many methods of the author run, at the same time. */
const ENTRIES_AT_ONCE = 16;
const DEFAULT_DEPTH = { folder: 1, file: 5 } as const;
/** On Windows, a watched folder is an open handle. */
const MAX_WATCHED = 64;

/** What is known about an entry. */
interface KnownEntry {
  readonly path: string;
  /** What it and the files that belong to it looked like; undefined if that may have changed without a trace. */
  readonly look: string | undefined;
  readonly files: readonly string[];
  readonly game: FolderGame | undefined;
  /** Why the author's method failed for it. */
  readonly error: string | undefined;
}

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
}

/** Looks through the folders of one method with `@FolderLibrary()`. */
export class FolderScan {
  readonly options: FolderLibraryOptions<never>;
  readonly #depth: number;
  readonly #fits: (name: string) => boolean;
  #entries = new Map<string, KnownEntry>();
  #roots: readonly string[] = [];
  #subfolders: ReadonlySet<string> = new Set();
  /** The disk of each library folder that was not empty. */
  readonly #disks = new Map<string, number>();
  #unreadable: ReadonlyMap<string, string> = new Map();
  readonly #said = new SaidOnce();

  constructor(
    private readonly method: Contribution<FolderLibraryHandler>,
    private readonly clock: Clock,
    private readonly signal: AbortSignal,
    private readonly log: Logger,
  ) {
    this.options = method.options as FolderLibraryOptions<never>;
    this.#depth = this.options.depth ?? DEFAULT_DEPTH[this.options.each];
    this.#fits = namePattern(this.options.match);
  }

  /** The games in the order of their folders and names. */
  get games(): readonly FolderGame[] {
    return [...this.#entries.values()].flatMap(({ game }) => game ?? []);
  }

  /** Why it is unknown what is in some folders and entries; empty if everything could be read. */
  get gaps(): readonly string[] {
    const failed = [...this.#entries.values()].filter(({ game, error }) => !game && error !== undefined);
    return [...this.#unreadable.values(), ...failed.map(({ error = "" }) => error)];
  }

  /** What the system can report changes of. */
  get watched(): readonly string[] {
    // A path is watched through its folder.
    return [...this.#roots, ...this.#subfolders].slice(0, MAX_WATCHED).map((folder) => join(folder, "*"));
  }

  get state(): readonly LibraryFolderState[] {
    return this.#roots.map((path) => ({
      path,
      games: this.#below(path).filter(({ game }) => game).length,
      error: this.#unreadable.get(path),
    }));
  }

  /** Looks at everything once. Rejects only if the author's function for the folders throws, and when the integration closes. */
  async look(): Promise<void> {
    const { in: where } = this.options;
    const folders = [typeof where === "function" ? where(this.method.instance as never) : where].flat();
    const roots = [...new Set(folders.filter(isPath).map((folder) => resolve(folder)))];
    const found = new Map<string, KnownEntry>();
    const subfolders = new Set<string>();
    const unreadable = new Map<string, string>();
    for (const root of roots) {
      const entries = await this.#lookInto(root, 1, { root, subfolders, unreadable });
      // A folder of the library may lie in another one.
      for (const entry of entries) if (!found.has(entry.path)) found.set(entry.path, entry);
    }
    this.#roots = roots;
    this.#entries = found;
    this.#subfolders = subfolders;
    this.#unreadable = unreadable;
  }

  async #lookInto(folder: string, level: number, pass: Pass): Promise<readonly KnownEntry[]> {
    let listed: readonly Listed[];
    try {
      listed = await this.#list(folder, pass.root);
    } catch (error) {
      return this.#keep(folder, pass, error as NodeJS.ErrnoException);
    }
    this.#said.takeBack(folder, () => {
      this.log.info(`The folder ${folder} can be read again`);
    });
    if (folder !== pass.root) pass.subfolders.add(folder);
    const entries = await mapInParallel(listed, ENTRIES_AT_ONCE, (item) => this.#visit(item, level, pass));
    return entries.flat();
  }

  async #list(folder: string, root: string): Promise<readonly Listed[]> {
    const { listed, isEmpty } = await listFolder(folder);
    if (folder !== root) return listed;
    const { dev } = await stat(folder);
    const before = this.#disks.get(root);
    // Unmounting a disk leaves an empty folder behind, on another disk.
    if (isEmpty && before !== undefined && before !== dev) throw new Error("its disk is not mounted");
    if (!isEmpty) this.#disks.set(root, dev);
    return listed;
  }

  async #visit({ path, name, isFolder }: Listed, level: number, pass: Pass): Promise<readonly KnownEntry[]> {
    const isEntry = isFolder === (this.options.each === "folder") && this.#fits(name);
    const entry = isEntry ? await this.#read(path, name, pass.root, isFolder) : undefined;
    const own = entry ? [entry] : [];
    // A game that is a folder is not searched for others.
    const isGame = entry !== undefined && (entry.game !== undefined || entry.error !== undefined);
    return isFolder && !isGame && level < this.#depth
      ? [...own, ...(await this.#lookInto(path, level + 1, pass))]
      : own;
  }

  /** Calls the author's method, unless nothing has changed since it was called last. */
  async #read(path: string, name: string, root: string, isFolder: boolean): Promise<KnownEntry> {
    const known = this.#entries.get(path);
    const now = this.clock.now();
    if (known && known.error === undefined && known.look === (await lookOf([path, ...known.files], now)).text)
      return known;
    const files = new Set<string>();
    const folder = isFolder ? path : dirname(path);
    const entry: LibraryEntry = {
      path,
      root,
      name,
      id: relative(root, path).split(sep).join("/").normalize("NFC"),
      title: titleOf(name, !isFolder),
      file: (given) => {
        const file = resolve(folder, given);
        files.add(file);
        return file;
      },
    };
    const read = await this.#ask(entry).then(
      (game) => ({ game, error: undefined }),
      (error: unknown) => ({ game: known?.game, error: this.#failed(path, error, known?.game) }),
    );
    if (read.error === undefined) this.#said.takeBack(path);
    if (read.game?.program !== undefined) files.add(read.game.program);
    const { text, isSettled } = await lookOf([path, ...files], now);
    return { path, look: isSettled ? text : undefined, files: [...files], ...read };
  }

  async #ask(entry: LibraryEntry): Promise<FolderGame | undefined> {
    const game = await this.method.run(entry);
    return game && toFolderGame(game, entry, this.options.each);
  }

  /** Returns why. One bad entry does not affect the others. If it was a game before, it is kept: a file may be in the middle of an edit. */
  #failed(path: string, error: unknown, game: FolderGame | undefined): string {
    this.signal.throwIfAborted();
    const reason = error instanceof Error ? error.message : String(error);
    this.#said.say(path, reason, () => {
      const consequence = game ? `"${game.title}" stays as it was` : "it is left out";
      const file = (error as { readonly file?: unknown } | undefined)?.file ?? path;
      const isMistake = !GalaxyError.isGalaxyError(error) && (error as NodeJS.ErrnoException).code === undefined;
      this.log.error(`${this.method.name} failed for an entry of the library: ${consequence}`, {
        file,
        reason,
        ...(isMistake && { place: this.method.place, error }),
      });
    });
    return reason;
  }

  /** Returns what is known about a folder that cannot be read. A subfolder that has vanished is gone; a folder of the library never is. */
  #keep(folder: string, { root, unreadable }: Pass, error: NodeJS.ErrnoException): readonly KnownEntry[] {
    if (folder !== root && error.code === "ENOENT") return [];
    unreadable.set(folder, `cannot read ${folder}: ${error.message}`);
    this.#said.say(folder, error.code ?? error.message, () => {
      this.log.warn(`Cannot read the folder ${folder}: its games are kept`, { reason: error.message });
    });
    return this.#below(folder);
  }

  #below(folder: string): readonly KnownEntry[] {
    return [...this.#entries.values()].filter(({ path }) => isBelow(folder, path));
  }
}

function isPath(path: string | undefined): path is string {
  return typeof path === "string" && path !== "";
}

function isBelow(folder: string, path: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
