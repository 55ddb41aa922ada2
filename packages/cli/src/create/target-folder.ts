import { readdir } from "node:fs/promises";
import { resolve } from "node:path";
import { CommandError } from "../command-line/command-error.js";

/** What a folder may hold before anything is in it. */
const harmless = new Set([".git", ".DS_Store"]);

/** Answers why nothing can be begun in a folder. */
export async function problemWithTarget(folder: string): Promise<string | undefined> {
  try {
    const names = await readdir(folder);
    const [found] = names.filter((name) => !harmless.has(name));
    return found === undefined ? undefined : `${resolve(folder)} is not empty (there is ${found}): name a new folder.`;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return undefined;
    return code === "ENOTDIR"
      ? `${resolve(folder)} is a file: name a new folder.`
      : `${resolve(folder)} cannot be read: ${message}`;
  }
}

/** Fails for a folder in which nothing can be begun. */
export async function checkTarget(folder: string): Promise<void> {
  const problem = await problemWithTarget(folder);
  if (problem !== undefined) throw new CommandError(problem);
}
