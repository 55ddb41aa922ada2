import { mkdir, readdir, realpath, rmdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { FileLock, LockHeldError } from "@galaxy-kit/simulator";
import { CommandError } from "../command-line/command-error.js";
import { exists, removeIfPossible, renameWithRetry } from "./file-system.js";

/** The only file of this tool in the folder. */
export const LOCK = ".galaxy-kit.lock";
/** Contains a folder for each replacement that is in progress or was interrupted. */
const REPLACEMENTS = "replacements";
/** Its contents are deleted now or by the next process. */
const REMOVED = "removed";
/** Integrations that were moved aside. Only the user deletes them. */
const BACKUPS = "backups";

/**
 * The folder of integrations, locked for one process that changes it.
 *
 * Files are prepared in a work folder next to it. Whenever GALAXY looks, and wherever this process ends, every integration in
 * the folder is complete. One is missing only between the two renames of a replacement; if the process ends there, the next
 * process that opens the folder restores it.
 */
export class PluginsFolder {
  readonly #work: string;

  private constructor(
    readonly path: string,
    private readonly lock: FileLock,
  ) {
    this.#work = workFolderOf(path);
  }

  /** Creates the folder if needed, and completes interrupted replacements. Fails if another process has it open. */
  static async open(folder: string): Promise<PluginsFolder> {
    await mkdir(folder, { recursive: true });
    // A folder may have several paths, all of which must lead to the same lock.
    const path = await realpath(folder);
    const plugins = new PluginsFolder(path, await takeLock(path));
    try {
      await plugins.#recover();
      return plugins;
    } catch (error) {
      await plugins.close();
      throw error;
    }
  }

  /** Installs the integration that `make` creates at a path, and replaces the one of that name. */
  async put(name: string, make: (path: string) => Promise<void>): Promise<void> {
    const { made, old } = this.#replacement(name);
    const target = join(this.path, name);
    await mkdir(join(this.#work, REPLACEMENTS, name), { recursive: true });
    try {
      await make(made);
      if (await exists(target)) await renameWithRetry(target, old);
      await renameWithRetry(made, target);
    } finally {
      await this.#finish(name);
    }
  }

  /** Moves an integration aside without deleting it, and resolves to its new path. */
  async moveAside(name: string): Promise<string> {
    return await this.#moveTo(BACKUPS, join(this.path, name));
  }

  /** Deletes an integration. The target of a link stays. */
  async remove(name: string): Promise<void> {
    await this.#moveTo(REMOVED, join(this.path, name));
    await removeIfPossible(join(this.#work, REMOVED));
  }

  /** Releases the lock. */
  async close(): Promise<void> {
    for (const folder of [REPLACEMENTS, REMOVED, BACKUPS, "."]) {
      // Folders that are not empty stay.
      await rmdir(join(this.#work, folder)).catch(() => undefined);
    }
    await this.lock.release();
  }

  async #recover(): Promise<void> {
    for (const name of await unfinishedReplacements(this.path)) await this.#finish(name);
    await removeIfPossible(join(this.#work, REMOVED));
  }

  /** Finishes a replacement, whether it succeeded, failed, or was interrupted in an earlier process. */
  async #finish(name: string): Promise<void> {
    const { old } = this.#replacement(name);
    const target = join(this.path, name);
    if (await exists(old)) {
      if (await exists(target)) await this.#moveTo(REMOVED, old);
      else await renameWithRetry(old, target);
    }
    await removeIfPossible(join(this.#work, REPLACEMENTS, name));
    await removeIfPossible(join(this.#work, REMOVED));
  }

  #replacement(name: string): { readonly made: string; readonly old: string } {
    const folder = join(this.#work, REPLACEMENTS, name);
    return { made: join(folder, "new"), old: join(folder, "old") };
  }

  async #moveTo(folder: string, path: string): Promise<string> {
    const moment = new Date().toISOString().replace(/[:.]/g, "-");
    const parent = join(this.#work, folder, moment);
    await mkdir(parent, { recursive: true });
    const moved = join(parent, basename(path));
    await renameWithRetry(path, moved);
    return moved;
  }
}

async function takeLock(folder: string): Promise<FileLock> {
  const path = join(folder, LOCK);
  try {
    return await FileLock.take(path);
  } catch (error) {
    if (!(error instanceof LockHeldError)) throw error;
    const who = error.owner === undefined ? "another process" : `process ${error.owner}`;
    throw new CommandError(
      `Another galaxy-kit (${who}) is changing ${folder}. Wait until it ends; if it is not running, delete ${path}.`,
    );
  }
}

/** Returns the names of integrations whose replacement was interrupted or is in progress in another process. */
export async function unfinishedReplacements(folder: string): Promise<string[]> {
  const path = await realpath(folder).catch(() => folder);
  return await readdir(join(workFolderOf(path), REPLACEMENTS)).catch(() => []);
}

/** Next to the folder, because GALAXY treats everything inside as an integration; on the same disk, so that renames work. */
export function workFolderOf(folder: string): string {
  return `${folder}.galaxy-kit`;
}
