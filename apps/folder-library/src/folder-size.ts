import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";

/** Returns the total size of all files below a folder, in bytes. Does not follow symbolic links: their targets live elsewhere. */
export async function sizeOf(folder: string): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) bytes += await unlessGone(sizeOf(path));
    else if (entry.isFile()) bytes += await unlessGone(lstat(path).then(({ size }) => size));
  }
  return bytes;
}

/** A running game, or its updater, may delete files while they are counted. */
async function unlessGone(size: Promise<number>): Promise<number> {
  try {
    return await size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return 0;
    throw error;
  }
}
