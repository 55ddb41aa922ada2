import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { OwnFile } from "./own-files.js";

/** Text of this length is data, or somebody else's. */
const LONGEST = 5 * 1024 * 1024;

/** The content of a text file; undefined for anything else. */
export async function readText(folder: string, { path, size, isLink }: OwnFile): Promise<string | undefined> {
  if (isLink || size > LONGEST) return undefined;
  const text = await readFile(join(folder, path), "utf8").catch(() => undefined);
  return text?.includes("\0") === true ? undefined : text;
}
