import { join, resolve } from "node:path";
import { type Clock, GalaxyError, type Logger } from "@galaxy-kit/sdk";
import type { Contribution } from "@galaxy-kit/sdk/extend";
import { EntryReader, type KnownEntry } from "./entry-reader.js";
import type { FolderGame } from "./folder-game.js";
import type { FolderMemory } from "./folder-memory.js";
import { FolderWalk, type Unreadable } from "./folder-walk.js";
import { isIn } from "./is-in.js";
import { namePattern } from "./name-pattern.js";
import type { FolderLibraryHandler, FolderLibraryOptions } from "./options.js";
import { OutOfSight } from "./out-of-sight.js";
import { SaidOnce } from "./said-once.js";

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
    const walks: FolderWalk[] = [];
    for (const root of roots) {
      const { walk, entries } = await this.#walk(root);
      walks.push(walk);
      // A folder of the library may lie in another one.
      for (const entry of entries) if (!found.has(entry.path)) found.set(entry.path, entry);
    }
    this.#roots = roots;
    this.#entries = found;
    this.#subfolders = new Set(walks.flatMap(({ subfolders }) => [...subfolders]));
    const unreadable = new Map(walks.flatMap((walk) => [...walk.unreadable]));
    this.#logUnreadable(unreadable);
    this.#unreadable = unreadable;
    const failed = [...found.values()].filter(isUnknown).map(({ path }) => path);
    this.#outOfSight.update({
      roots,
      disks: Object.fromEntries(walks.flatMap(({ disks }) => [...disks])),
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
        log.info(`${method.name}: the function for the folders works again`);
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

  async #walk(root: string): Promise<{ walk: FolderWalk; entries: readonly KnownEntry[] }> {
    const { method, memory, signal } = this.parts;
    const { each } = this.options;
    const walk = new FolderWalk({
      root,
      each,
      depth: this.options.depth ?? DEFAULT_DEPTH[each],
      fits: this.#fits,
      reader: this.#reader,
      known: this.#entries,
      remembered: memory.find(method.name, root),
      signal,
    });
    return { walk, entries: await walk.run() };
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

/** Whether it is unknown which games an entry is. */
function isUnknown({ games, error }: KnownEntry): boolean {
  return games.length === 0 && error !== undefined;
}

function isPath(path: string | undefined): path is string {
  return typeof path === "string" && path !== "";
}
