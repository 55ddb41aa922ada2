import { mkdir, readdir, realpath, rmdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { FileLock, LockHeldError } from "@galaxy-kit/simulator";
import { CommandError } from "../command-line/command-error.js";
import { isThere, removeIfPossible, renamePatiently } from "./file-system.js";

const LOCK = ".galaxy-kit.lock";
/** A folder in it is a replacement that is going on, or that was interrupted. */
const REPLACEMENTS = "replacements";
/** What is in it is deleted now, or with the next process. */
const REMOVED = "removed";
/** What had to make room. It is the user's to delete. */
const BACKUPS = "backups";

/**
 * The folder of integrations, for one process that changes it.
 *
 * What comes and goes is beside the folder: whenever GALAXY looks into it, and wherever this process ends, each integration in
 * it is whole. The only moment without one is between two names of a replacement; what was there then returns with the next
 * process that opens the folder.
 */
export class PluginsFolder {
  readonly #workshop: string;

  private constructor(
    readonly path: string,
    private readonly lock: FileLock,
  ) {
    this.#workshop = workshopOf(path);
  }

  /** Makes the folder where there is none, and puts in order what was interrupted. Fails where another process has it open. */
  static async open(folder: string): Promise<PluginsFolder> {
    await mkdir(folder, { recursive: true });
    // One folder may have several names, and all of them mean the same lock.
    const path = await realpath(folder);
    const plugins = new PluginsFolder(path, await takeLock(path));
    try {
      await plugins.#putInOrder();
      return plugins;
    } catch (error) {
      await plugins.close();
      throw error;
    }
  }

  /** Puts in an integration that `make` makes at a path, in the place of the one of that name. */
  async put(name: string, make: (path: string) => Promise<void>): Promise<void> {
    const { made, old } = this.#replacement(name);
    const target = join(this.path, name);
    await mkdir(join(this.#workshop, REPLACEMENTS, name), { recursive: true });
    try {
      await make(made);
      if (await isThere(target)) await renamePatiently(target, old);
      await renamePatiently(made, target);
    } finally {
      await this.#settle(name);
    }
  }

  /** Takes an integration out without deleting it, and answers where it is. */
  async putAside(name: string): Promise<string> {
    return await this.#moveTo(BACKUPS, join(this.path, name));
  }

  /** Deletes an integration; of a link, what it leads to stays. */
  async remove(name: string): Promise<void> {
    await this.#moveTo(REMOVED, join(this.path, name));
    await removeIfPossible(join(this.#workshop, REMOVED));
  }

  /** Lets others change the folder. */
  async close(): Promise<void> {
    for (const folder of [REPLACEMENTS, REMOVED, BACKUPS, "."]) {
      // What is not empty stays.
      await rmdir(join(this.#workshop, folder)).catch(() => undefined);
    }
    await this.lock.release();
  }

  async #putInOrder(): Promise<void> {
    for (const name of await unfinishedReplacements(this.path)) await this.#settle(name);
    await removeIfPossible(join(this.#workshop, REMOVED));
  }

  /** The end of every replacement, whether it has worked, has failed, or was interrupted in an earlier process. */
  async #settle(name: string): Promise<void> {
    const { old } = this.#replacement(name);
    const target = join(this.path, name);
    if (await isThere(old)) {
      if (await isThere(target)) await this.#moveTo(REMOVED, old);
      else await renamePatiently(old, target);
    }
    await removeIfPossible(join(this.#workshop, REPLACEMENTS, name));
    await removeIfPossible(join(this.#workshop, REMOVED));
  }

  #replacement(name: string): { readonly made: string; readonly old: string } {
    const folder = join(this.#workshop, REPLACEMENTS, name);
    return { made: join(folder, "new"), old: join(folder, "old") };
  }

  async #moveTo(folder: string, path: string): Promise<string> {
    const moment = new Date().toISOString().replace(/[:.]/g, "-");
    const parent = join(this.#workshop, folder, moment);
    await mkdir(parent, { recursive: true });
    const moved = join(parent, basename(path));
    await renamePatiently(path, moved);
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
      `Another galaxy-kit (${who}) is changing ${folder}: wait for its end. If there is none, delete ${path}.`,
    );
  }
}

/** The names of integrations whose replacement was interrupted, or is going on in another process. */
export async function unfinishedReplacements(folder: string): Promise<string[]> {
  const path = await realpath(folder).catch(() => folder);
  return await readdir(join(workshopOf(path), REPLACEMENTS)).catch(() => []);
}

/** Beside the folder, as GALAXY takes everything in it for an integration, and on the same disk, as that is where names can be changed. */
function workshopOf(folder: string): string {
  return `${folder}.galaxy-kit`;
}
