import type { Dirent } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, isAbsolute, join, resolve } from "node:path";

/** What the page shows of a folder: names, never contents. */
export interface Listing {
  /** Empty for the list of drives on Windows. */
  readonly path: string;
  readonly parent?: string;
  readonly folders: readonly Entry[];
  readonly files: readonly Entry[];
}

interface Entry {
  readonly name: string;
  readonly path: string;
}

/** A path that the user typed, and that is a file. */
export interface ChosenFile {
  readonly file: string;
}

/** Nobody scrolls through more, and a page with all of them would be slow. */
const MAX_ENTRIES = 2_000;

/**
 * Lists a folder. Where the user starts to browse, it may also be a path that no longer exists, or none.
 *
 * @throws an error that says why the folder cannot be listed
 */
export async function browse(
  path: string,
  { withFiles, isStart }: { readonly withFiles: boolean; readonly isStart: boolean },
): Promise<Listing | ChosenFile> {
  if (isStart) return await list(await nearestFolder(path), withFiles);
  if (path === "" && process.platform === "win32") return await listDrives();
  if (!isAbsolute(path) || path.includes("\0")) throw new Error("Enter an absolute path.");
  const found = await stat(path);
  if (!found.isDirectory() && withFiles) return { file: resolve(path) };
  return await list(path, withFiles);
}

async function list(path: string, withFiles: boolean): Promise<Listing> {
  const folder = resolve(path);
  const entries = await readdir(folder, { withFileTypes: true });
  const folders: Entry[] = [];
  const files: Entry[] = [];
  for (const entry of entries.sort(byName).slice(0, MAX_ENTRIES)) {
    const { name } = entry;
    // What a user of a Mac sees as one program is a folder.
    const isProgram = withFiles && process.platform === "darwin" && name.endsWith(".app");
    const leadsToFolder = entry.isSymbolicLink() ? await isFolderAt(join(folder, name)) : entry.isDirectory();
    const isFolder = leadsToFolder && !isProgram;
    if (isFolder) folders.push({ name, path: join(folder, name) });
    else if (withFiles) files.push({ name, path: join(folder, name) });
  }
  const parent = parentOf(folder);
  return { path: folder, folders, files, ...(parent !== undefined && { parent }) };
}

/** What is hidden comes last. */
function byName(one: Dirent, other: Dirent): number {
  return Number(one.name.startsWith(".")) - Number(other.name.startsWith(".")) || one.name.localeCompare(other.name);
}

function parentOf(folder: string): string | undefined {
  const parent = dirname(folder);
  if (parent !== folder) return parent;
  return process.platform === "win32" ? "" : undefined;
}

async function listDrives(): Promise<Listing> {
  const drives = Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZ", (letter) => `${letter}:\\`);
  const exist = await Promise.all(drives.map(isFolderAt));
  const folders = drives.filter((_, index) => exist[index]).map((path) => ({ name: path, path }));
  return { path: "", folders, files: [] };
}

async function nearestFolder(path: string): Promise<string> {
  if (!isAbsolute(path) || path.includes("\0")) return homedir();
  for (let folder = path, above = ""; folder !== above; above = folder, folder = dirname(folder)) {
    if (await isFolderAt(folder)) return folder;
  }
  return homedir();
}

async function isFolderAt(path: string): Promise<boolean> {
  return await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
