import type { Dirent } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";

/** Something in a folder. */
export interface Listed {
  readonly path: string;
  readonly name: string;
  readonly isFolder: boolean;
}

/** What systems and tools leave in folders. */
const NOT_CONTENT: ReadonlySet<string> = new Set([
  "$recycle.bin",
  "system volume information",
  "lost+found",
  "__macosx",
  "thumbs.db",
  "desktop.ini",
]);

/** Returns the files and folders in a folder, sorted by name, without hidden ones. Symbolic links are followed. */
export async function listFolder(folder: string): Promise<readonly Listed[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const content = entries.filter(({ name }) => !name.startsWith(".") && !NOT_CONTENT.has(name.toLowerCase()));
  const found = await Promise.all(content.map((entry) => identify(folder, entry)));
  const listed = found.filter((item) => item !== undefined);
  return listed.sort((one, other) => (one.name < other.name ? -1 : 1));
}

async function identify(folder: string, entry: Dirent): Promise<Listed | undefined> {
  const path = join(folder, entry.name);
  const kind = entry.isSymbolicLink() ? await stat(path).catch(() => undefined) : entry;
  if (kind?.isDirectory()) return { path, name: entry.name, isFolder: true };
  return kind?.isFile() ? { path, name: entry.name, isFolder: false } : undefined;
}
