import type { Dirent, Stats } from "node:fs";
import { lstat, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { mapInParallel } from "../parallel/map-in-parallel.js";

/** How many files are looked at at the same time: enough for a disk to be busy, few enough for other work. */
const FILES_AT_ONCE = 16;

/**
 * Returns the total size of all files in a folder and its subfolders in bytes, or the size of a file. The path may be a symbolic link, such
 * as to a game on another disk. Links inside the folder are not followed, since their targets live elsewhere; a file with several hard
 * links counts once; files that vanish meanwhile do not count.
 *
 * It never blocks the integration, but a large game takes the disk a while: call it for one game at a time, as `@LocalSizes()` does.
 *
 * @throws what the file system reports if the path does not exist, or if a folder in it cannot be read
 * @throws the reason of the signal, when it is aborted
 */
export async function folderSize(path: string, signal?: AbortSignal): Promise<number> {
  const linked = new Set<string>();
  const folders: string[] = [];
  const top = await stat(path);
  if (top.isDirectory()) folders.push(path);
  let bytes = top.isFile() ? top.size : 0;
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const files: string[] = [];
    for (const entry of await unlessGone(readdir(folder, { withFileTypes: true }), [] as Dirent[])) {
      if (entry.isDirectory()) folders.push(join(folder, entry.name));
      else if (entry.isFile()) files.push(join(folder, entry.name));
    }
    const found = await mapInParallel(files, FILES_AT_ONCE, (file) => {
      signal?.throwIfAborted();
      return unlessGone<Stats | undefined>(lstat(file), undefined);
    });
    for (const stats of found) if (stats && isFirstLink(stats, linked)) bytes += stats.size;
    signal?.throwIfAborted();
  }
  return bytes;
}

function isFirstLink({ nlink, dev, ino, size }: Stats, linked: Set<string>): boolean {
  if (nlink <= 1) return true;
  const file = `${dev} ${ino} ${size}`;
  if (linked.has(file)) return false;
  linked.add(file);
  return true;
}

/** A running game, or its updater, may delete files while they are counted. */
async function unlessGone<Value>(value: Promise<Value>, otherwise: Value): Promise<Value> {
  try {
    return await value;
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "")) return otherwise;
    throw error;
  }
}
