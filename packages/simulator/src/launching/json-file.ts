import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { FolderRefusedError } from "./folder-refused.js";
import { parseJsonText } from "./json-text.js";

/** Files that describe an integration are about a page long. */
const MAX_BYTES = 1024 * 1024;

/** Resolves to the content of a JSON file, or to undefined if the file does not exist. */
export async function readJsonFile(folder: string, file: string): Promise<unknown> {
  let text: string;
  try {
    text = await readShortFile(join(folder, file));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return undefined;
    throw new FolderRefusedError(folder, [
      { code: "unreadable-file", file, message: `cannot be read: ${message}`, remedy: "Make it a readable file." },
    ]);
  }
  return await parseJson(folder, file, text);
}

async function readShortFile(path: string): Promise<string> {
  const found = await stat(path);
  // Reading a pipe might never end.
  if (!found.isFile()) throw new Error("it is not a file");
  if (found.size > MAX_BYTES) throw new Error(`it has ${found.size} bytes, more than ${MAX_BYTES}`);
  return await readFile(path, "utf8");
}

/** Parses the content of a file in the folder. */
export async function parseJson(folder: string, file: string, text: string): Promise<unknown> {
  try {
    return await parseJsonText(text);
  } catch (error) {
    const { message } = error as Error;
    throw new FolderRefusedError(folder, [{ code: "invalid-json", file, message, remedy: "Fix the syntax." }]);
  }
}
