import { lstat, opendir, readFile } from "node:fs/promises";
import { join, posix } from "node:path";

/** A file in a folder that is validated. */
export interface OwnFile {
  /** Relative to the folder, with slashes. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  readonly isLink: boolean;
}

/** Neither does anybody look through more, nor is there an integration with as many. */
const MOST = 20_000;

/** Everything in a folder but the folders of these names. Links are told, and not followed. */
export async function ownFiles(folder: string, ignored: ReadonlySet<string>): Promise<readonly OwnFile[]> {
  const files: OwnFile[] = [];
  const rest = [""];
  for (let inside = rest.pop(); inside !== undefined && files.length < MOST; inside = rest.pop()) {
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

/** Text of this length is data, or somebody else's. */
const LONGEST = 5 * 1024 * 1024;

/** The content of a text file; undefined for anything else. */
export async function readText(folder: string, { path, size, isLink }: OwnFile): Promise<string | undefined> {
  if (isLink || size > LONGEST) return undefined;
  const text = await readFile(join(folder, path), "utf8").catch(() => undefined);
  return text?.includes("\0") === true ? undefined : text;
}
