import type { KnownEntry } from "./entry-reader.js";
import type { FolderMemory, RememberedFolder } from "./folder-memory.js";
import { isIn } from "./is-in.js";

/** What a look at the folders of a library has found. */
interface Sight {
  readonly roots: readonly string[];
  /** The disks of the folders and links that can be read, by path. */
  readonly disks: RememberedFolder["disks"];
  readonly entries: readonly KnownEntry[];
  /** The folders that cannot be read, and the entries whose games are not known. */
  readonly unreadable: readonly string[];
}

/** The games of earlier starts that may be where nothing can be read at the moment, such as on a disk that is not mounted. */
export class OutOfSight {
  #gameIds: ReadonlySet<string> = new Set();
  /** Whether the content of a place is unknown. */
  #hasUnknownPlace = false;

  /** @param library - the method that returns which games exist */
  constructor(
    private readonly library: string,
    private readonly memory: FolderMemory,
  ) {}

  mayHave(gameId: string): boolean {
    if (this.memory.seen.has(gameId)) return false;
    return this.#gameIds.has(gameId) || (this.#hasUnknownPlace && !this.memory.knew(gameId));
  }

  /** It is not even known which folders the library has. */
  everything(): void {
    const folders = this.memory.foldersOf(this.library);
    this.#gameIds = new Set(folders.flatMap(({ entries }) => Object.keys(entries)));
    this.#hasUnknownPlace = folders.length === 0;
  }

  /** Remembers what was seen, and finds out what was not. */
  update({ roots, disks, entries, unreadable }: Sight): void {
    const { library, memory } = this;
    memory.keepOnly(library, roots);
    for (const { games } of entries) for (const { gameId } of games) memory.seen.add(gameId);
    const gameIds = new Set<string>();
    const rememberedPlaces: string[] = [];
    for (const root of roots) {
      const before = memory.find(library, root);
      const isUnreadable = (path: string) => unreadable.some((place) => isIn(place, path));
      const hidden = Object.entries(before?.entries ?? {}).filter(
        ([gameId, path]) => !memory.seen.has(gameId) && isUnreadable(path),
      );
      for (const [gameId] of hidden) gameIds.add(gameId);
      rememberedPlaces.push(...Object.values(before?.entries ?? {}));
      if (!before && disks[root] === undefined) continue;
      memory.remember(library, root, {
        disks: { ...pick(before?.disks, isUnreadable), ...pick(disks, (path) => isIn(root, path)) },
        entries: { ...entriesIn(root, entries), ...Object.fromEntries(hidden) },
      });
    }
    this.#gameIds = gameIds;
    this.#hasUnknownPlace = unreadable.some((place) => !rememberedPlaces.some((path) => isIn(place, path)));
  }
}

function entriesIn(root: string, entries: readonly KnownEntry[]): RememberedFolder["entries"] {
  const below = entries.filter(({ path }) => isIn(root, path));
  return Object.fromEntries(below.flatMap(({ path, games }) => games.map(({ gameId }) => [gameId, path])));
}

function pick(disks: RememberedFolder["disks"] = {}, isWanted: (path: string) => boolean): RememberedFolder["disks"] {
  return Object.fromEntries(Object.entries(disks).filter(([path]) => isWanted(path)));
}
