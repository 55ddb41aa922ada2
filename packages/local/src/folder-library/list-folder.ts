import type { Dirent } from "node:fs";
import { lstat, readdir, stat } from "node:fs/promises";
import { join } from "node:path";

/** Something in a folder. */
export interface Listed {
  readonly path: string;
  readonly name: string;
  readonly isFolder: boolean;
  /** What it leads to, if it is a symbolic link. */
  readonly linksTo: { readonly disk: number } | undefined;
}

/** A symbolic link to something that cannot be read. */
export interface BrokenLink {
  readonly path: string;
  readonly name: string;
  /** Why not. */
  readonly error: NodeJS.ErrnoException;
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
export async function listFolder(folder: string): Promise<readonly (Listed | BrokenLink)[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const content = entries.filter(({ name }) => !name.startsWith(".") && !NOT_CONTENT.has(name.toLowerCase()));
  const found = await Promise.all(content.map((entry) => identify(folder, entry)));
  const listed = found.filter((item) => item !== undefined);
  return listed.sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** Resolves to why what a symbolic link leads to cannot be read; undefined if it can, or if the link is gone. */
export async function flawOfLink(link: string): Promise<NodeJS.ErrnoException | undefined> {
  try {
    await stat(link);
    return undefined;
  } catch (error) {
    return (await isThere(link)) ? (error as NodeJS.ErrnoException) : undefined;
  }
}

async function identify(folder: string, entry: Dirent): Promise<Listed | BrokenLink | undefined> {
  const { name } = entry;
  const path = join(folder, name);
  const isLink = entry.isSymbolicLink();
  const target = isLink ? await stat(path).catch(() => undefined) : undefined;
  const kind = target ?? entry;
  const linksTo = target && { disk: target.dev };
  if (kind.isDirectory()) return { path, name, isFolder: true, linksTo };
  if (kind.isFile()) return { path, name, isFolder: false, linksTo };
  const error = isLink ? await flawOfLink(path) : undefined;
  return error && { path, name, error };
}

function isThere(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
