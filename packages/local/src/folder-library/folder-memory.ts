import { Service } from "@galaxy-kit/sdk";
import { Persisted, Store } from "@galaxy-kit/state";

/** What was found in a folder of a library when it could be read last. */
export interface RememberedFolder {
  /** The disks that it and what the links in it lead to were on, by path. */
  readonly disks: Readonly<Record<string, number>>;
  /** The entry of each game, by id. */
  readonly entries: Readonly<Record<string, string>>;
}

/** A Standard Schema by hand: this package needs no library for two values. */
const rememberedFolder = {
  "~standard": {
    version: 1,
    vendor: "galaxy-kit",
    types: undefined as { readonly input: RememberedFolder; readonly output: RememberedFolder } | undefined,
    validate: (value: unknown) =>
      isRememberedFolder(value) ? { value } : { issues: [{ message: "expected disks and the entries of games" }] },
  },
} as const;

/**
 * Remembers what each folder had, also after a restart: a folder that is missing or empty then may be one whose disk is not mounted. In
 * a file, since the client deletes what it stores when the user disconnects.
 */
@Service()
export class FolderMemory {
  readonly #saved = new Map<string, string>();
  readonly #kept = new Map<string, string>();
  readonly #atStart: ReadonlySet<string>;
  /** The ids of all games since the start: what happens to them is seen. */
  readonly seen = new Set<string>();

  constructor(
    @Persisted("folder-library", { schema: rememberedFolder, where: "disk" })
    private readonly store: Store<RememberedFolder>,
  ) {
    this.#atStart = new Set([...store.entries()].flatMap(([, { entries }]) => Object.keys(entries)));
  }

  /** Whether it was known at the start in which folder a game was. */
  knew(gameId: string): boolean {
    return this.#atStart.has(gameId);
  }

  /** @param library - the method that returns which games are in the folder */
  find(library: string, folder: string): RememberedFolder | undefined {
    return this.store.get(keyOf(library, folder));
  }

  remember(library: string, folder: string, found: RememberedFolder): void {
    const key = keyOf(library, folder);
    const text = JSON.stringify(found);
    if (this.#saved.get(key) === text) return;
    this.#saved.set(key, text);
    this.store.set(key, found);
  }

  /** Forgets the folders that no longer belong to a library. */
  keepOnly(library: string, folders: readonly string[]): void {
    const text = folders.join("\n");
    if (this.#kept.get(library) === text) return;
    this.#kept.set(library, text);
    const kept = new Set(folders.map((folder) => keyOf(library, folder)));
    for (const [key] of [...this.store.entries()]) {
      if (!key.startsWith(keyOf(library, "")) || kept.has(key)) continue;
      this.store.delete(key);
      this.#saved.delete(key);
    }
  }

  /** Returns what is remembered about all folders of a library. */
  foldersOf(library: string): readonly RememberedFolder[] {
    return [...this.store.entries()].filter(([key]) => key.startsWith(keyOf(library, ""))).map(([, folder]) => folder);
  }
}

function keyOf(library: string, folder: string): string {
  return `${library} ${folder}`;
}

function isRememberedFolder(value: unknown): value is RememberedFolder {
  const { disks, entries } = (value ?? {}) as Partial<Record<string, unknown>>;
  return isRecordOf("number", disks) && isRecordOf("string", entries);
}

function isRecordOf(type: "number" | "string", value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.values(value).every((item) => typeof item === type);
}
