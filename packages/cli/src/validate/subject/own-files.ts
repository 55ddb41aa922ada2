import { lstat, opendir, readFile } from "node:fs/promises";
import { join, posix } from "node:path";

/** A file in the validated folder. */
export interface OwnFile {
  /** Relative to the folder, with slashes. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  readonly isLink: boolean;
}

/** The folders of a project that hold installed or generated files. */
export const notOwn: ReadonlySet<string> = new Set(["node_modules", ".git", "dist", "build", "coverage", "packed"]);

/** No integration has more. */
const MAX_FILES = 20_000;

/** Lists every file in a folder except in folders with these names. Links are listed, but not followed. */
export async function ownFiles(folder: string, ignored: ReadonlySet<string>): Promise<readonly OwnFile[]> {
  const files: OwnFile[] = [];
  const rest = [""];
  for (let inside = rest.pop(); inside !== undefined && files.length < MAX_FILES; inside = rest.pop()) {
    for await (const entry of await opendir(join(folder, inside)).catch(() => [])) {
      const path = posix.join(inside, entry.name);
      if (entry.isDirectory()) {
        if (!ignored.has(entry.name)) rest.push(path);
      } else if (entry.isFile() || entry.isSymbolicLink()) {
        const found = await lstat(join(folder, path)).catch(() => undefined);
        if (found) files.push({ path, size: found.size, isLink: entry.isSymbolicLink() });
      }
    }
  }
  return files.sort((one, other) => (one.path < other.path ? -1 : 1));
}

/** Longer text is data rather than source code. */
const MAX_TEXT_BYTES = 5 * 1024 * 1024;

/** Returns the content of a text file, or undefined for anything else. */
export async function readText(folder: string, { path, size, isLink }: OwnFile): Promise<string | undefined> {
  if (isLink || size > MAX_TEXT_BYTES) return undefined;
  const text = await readFile(join(folder, path), "utf8").catch(() => undefined);
  return text?.includes("\0") === true ? undefined : text;
}
