import { access } from "node:fs/promises";

/**
 * Resolves to the first of several paths at which there is a file or a folder, or to undefined: where a program may be installed, which
 * of its versions is.
 */
export async function firstExisting(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) {
    const isThere = await access(path).then(
      () => true,
      () => false,
    );
    if (isThere) return path;
  }
  return undefined;
}
