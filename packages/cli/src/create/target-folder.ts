import { readdir } from "node:fs/promises";
import { resolve } from "node:path";
import { CommandError } from "../command-line/command-error.js";

/** Files that may exist in an empty folder. */
const harmless = new Set([".git", ".DS_Store"]);

/** Returns why a project cannot be created in a folder, or undefined. */
export async function problemWithTarget(folder: string): Promise<string | undefined> {
  if (folder === "") return "The name of the folder is empty. Choose a new folder.";
  try {
    const names = await readdir(folder);
    const [found] = names.filter((name) => !harmless.has(name));
    return found === undefined
      ? undefined
      : `${resolve(folder)} is not empty (it contains ${found}). Choose a new folder.`;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return undefined;
    return code === "ENOTDIR"
      ? `${resolve(folder)} is a file. Choose a new folder.`
      : `Cannot read ${resolve(folder)}: ${message}`;
  }
}

/** @throws `CommandError` if a project cannot be created in the folder */
export async function checkTarget(folder: string): Promise<void> {
  const problem = await problemWithTarget(folder);
  if (problem !== undefined) throw new CommandError(problem);
}
