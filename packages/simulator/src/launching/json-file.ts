import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { FolderRefused } from "./folder-refused.js";

/** Answers `undefined` when there is no such file. */
export async function readJsonFile(folder: string, file: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(join(folder, file), "utf8");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return undefined;
    throw new FolderRefused(folder, [{ file, message: `cannot be read: ${message}` }]);
  }
  return parseJson(folder, file, text);
}

/** The content of a file of the folder. */
export function parseJson(folder: string, file: string, text: string): unknown {
  try {
    // Editors on Windows begin a file with a byte order mark.
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new FolderRefused(folder, [{ file, message: `is no JSON: ${(error as Error).message}` }]);
  }
}
