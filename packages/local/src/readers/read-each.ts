import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Awaitable, SourceRun } from "@galaxy-kit/sdk";
import { mapInParallel } from "../parallel/map-in-parallel.js";

const FILES_AT_ONCE = 16;

/**
 * Reads each file of a folder whose name matches, for a program that has one file for each game. What cannot be read is left out with
 * `run.skip()`, so that a source keeps what it knows about it; a file that has vanished meanwhile is just left out. The same goes for the
 * folder, whose disk may be unplugged.
 *
 * @example
 * ```ts
 * const manifests = await readEach(steamapps, /^appmanifest_\d+\.acf$/, (file) => readVdf(file), run);
 * ```
 *
 * @param folder - one, or several: a library may be spread over disks
 * @param read - gets the path, and the match of the name
 * @param run - the run of the source that the files are read for; without one, what cannot be read is left out silently
 */
export async function readEach<Value>(
  folder: string | readonly string[],
  names: RegExp,
  read: (file: string, match: RegExpExecArray) => Awaitable<Value>,
  run?: Pick<SourceRun<unknown>, "skip">,
): Promise<Value[]> {
  if (typeof folder !== "string") {
    return (await Promise.all(folder.map((each) => readEach(each, names, read, run)))).flatMap((values) => values);
  }
  const tryTo = async <Result>(path: string, work: () => Awaitable<Result>): Promise<[] | [Result]> => {
    try {
      return [await work()];
    } catch (error) {
      const hasVanished = path !== folder && (error as NodeJS.ErrnoException).code === "ENOENT";
      if (!hasVanished) run?.skip({ path }, (error as Error).message);
      return [];
    }
  };
  const [found = []] = await tryTo(folder, () => readdir(folder));
  const pattern = new RegExp(names.source, names.flags.replace(/[gy]/g, ""));
  const matches = found
    .sort()
    .map((name) => pattern.exec(name))
    .filter((match) => match !== null);
  const values = await mapInParallel(matches, FILES_AT_ONCE, (match) => {
    const path = join(folder, match.input);
    return tryTo(path, () => read(path, match));
  });
  return values.flatMap((value) => value);
}
