import { type FSWatcher, watch } from "node:fs";
import { access } from "node:fs/promises";
import { basename, dirname } from "node:path";

/** What the system reports about changes. It is only a hint when to look: not every file system reports everything, or anything. */
export class ChangeHints {
  readonly #watchers = new Map<string, FSWatcher>();
  /** The folders whose watcher has failed: another one may fail again and again. */
  readonly #failed = new Set<string>();

  /**
   * @param hint - called when something may have changed
   * @param unavailable - called when the system cannot report changes, such as when its limit of watchers is reached
   */
  constructor(
    private readonly hint: () => void,
    private readonly unavailable: (error: Error) => void,
  ) {}

  /**
   * Listens for changes of these paths, and for the creation of those that do not exist. Resolves to whether it has begun to listen to a
   * folder, in which something may have changed just before.
   */
  async follow(paths: readonly string[]): Promise<boolean> {
    const folders = new Set(await Promise.all(paths.map(folderToWatch)));
    for (const folder of this.#watchers.keys()) if (!folders.has(folder)) this.#leave(folder);
    const added = [...folders].filter((folder) => !this.#watchers.has(folder));
    for (const folder of added) this.#watch(folder);
    return added.some((folder) => this.#watchers.has(folder) && !this.#failed.has(folder));
  }

  close(): void {
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }

  #watch(folder: string): void {
    const lost = (error: Error): void => {
      // On Windows, an open watcher keeps a folder that the user has deleted.
      this.#leave(folder);
      this.#failed.add(folder);
      this.unavailable(error);
    };
    try {
      const watcher = watch(folder, { persistent: false }, (event, name) => {
        // It was deleted or moved itself: a folder that takes its place is another one.
        if (event === "rename" && name === basename(folder)) this.#leave(folder);
        this.hint();
      });
      watcher.on("error", lost);
      this.#watchers.set(folder, watcher);
    } catch (error) {
      lost(error as Error);
    }
  }

  #leave(folder: string): void {
    this.#watchers.get(folder)?.close();
    this.#watchers.delete(folder);
  }
}

/** A file is watched through its folder, since programs replace files. A path that does not exist will appear in the nearest one that does. */
async function folderToWatch(path: string): Promise<string> {
  const parent = dirname(path);
  const isThere = await access(parent).then(
    () => true,
    () => false,
  );
  return isThere || parent === path ? parent : folderToWatch(parent);
}
