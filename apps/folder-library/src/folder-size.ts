import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";

/** The bytes of all files below a folder. Symbolic links are not followed: what they lead to takes its space elsewhere. */
export async function sizeOf(folder: string): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) bytes += await sizeOf(path);
    else if (entry.isFile()) bytes += (await lstat(path)).size;
  }
  return bytes;
}
