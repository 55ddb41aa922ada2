import { readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { isFile } from "./is-file.js";

/**
 * Returns the TypeScript file from which a file was compiled if it no longer exists: renaming or deleting it leaves what earlier builds have
 * made of it, and Node would run old code. Only in a project that is compiled, since others ship without their sources.
 */
export function missingSourceOf(folder: string, compiled: string): string | undefined {
  if (!isFile(join(folder, "tsconfig.json"))) return undefined;
  // A bundler's file has several sources, and some of them have never been files.
  const [source, ...others] = sourcesOf(compiled);
  if (source === undefined || others.length > 0 || !/^[^:]+\.[cm]?tsx?$/.test(source)) return undefined;
  const path = resolve(dirname(compiled), source);
  return isFile(path) ? undefined : relative(folder, path).split(sep).join("/");
}

function sourcesOf(compiled: string): readonly string[] {
  try {
    const { sources, sourceRoot = "" } = JSON.parse(readFileSync(`${compiled}.map`, "utf8")) as {
      readonly sources: readonly string[];
      readonly sourceRoot?: string;
    };
    return sources.map((source) => `${sourceRoot}${source}`);
  } catch {
    // Without a map, there is nothing to compare.
    return [];
  }
}
