import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { FolderRefused } from "./folder-refused.js";
import { parseJsonText } from "./json-text.js";

/** What describes an integration is a page long. */
const LARGEST = 1024 * 1024;

/** Answers `undefined` when there is no such file. */
export async function readJsonFile(folder: string, file: string): Promise<unknown> {
  let text: string;
  try {
    text = await readShortFile(join(folder, file));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return undefined;
    throw new FolderRefused(folder, [{ file, message: `cannot be read: ${message}` }]);
  }
  return await parseJson(folder, file, text);
}

async function readShortFile(path: string): Promise<string> {
  const found = await stat(path);
  // The end of a pipe may never come.
  if (!found.isFile()) throw new Error("it is no file");
  if (found.size > LARGEST) throw new Error(`it has ${found.size} bytes, where a page is enough`);
  return await readFile(path, "utf8");
}

/** The content of a file of the folder. */
export async function parseJson(folder: string, file: string, text: string): Promise<unknown> {
  try {
    return await parseJsonText(text);
  } catch (error) {
    throw new FolderRefused(folder, [{ file, message: (error as Error).message }]);
  }
}
