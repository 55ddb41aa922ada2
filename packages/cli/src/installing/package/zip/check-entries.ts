import { problemWithPath, quotePath, samenessKey } from "../../../packing/package-path.js";
import type { ZipEntry } from "./zip-entry.js";

/** Answers everything that is wrong with the entries of a zip, so that nothing has to be written to find out. */
export function checkEntries(entries: readonly ZipEntry[]): string[] {
  const problems = entries.flatMap((entry) => {
    const problem = problemWithPath(entry.path) ?? problemWithKind(entry);
    return problem === undefined ? [] : [`${quotePath(entry.path)} ${problem}`];
  });
  return problems.length > 0 ? problems : checkSameness(entries);
}

function problemWithKind({ kind, isEncrypted, isReadable }: ZipEntry): string | undefined {
  if (kind === "link") return "is a symbolic link";
  if (kind === "other") return "is neither a file nor a folder";
  if (isEncrypted) return "is encrypted";
  return isReadable ? undefined : "is compressed in a way that is not known: zips that GALAXY reads use deflate";
}

function checkSameness(entries: readonly ZipEntry[]): string[] {
  const files = new Map<string, string>();
  const problems: string[] = [];
  for (const { path } of entries.filter(({ kind }) => kind === "file")) {
    const key = samenessKey(path);
    const other = files.get(key);
    if (other !== undefined)
      problems.push(
        `${quotePath(path)} is in it twice${other === path ? "" : `: as ${quotePath(other)}, too, which Windows and macOS do not tell apart`}`,
      );
    files.set(key, path);
  }
  for (const { path, kind } of entries) {
    const file = foldersOf(samenessKey(path), kind)
      .map((folder) => files.get(folder))
      .find((found) => found !== undefined);
    if (file !== undefined) problems.push(`${quotePath(file)} is a file and a folder`);
  }
  return problems;
}

/** Every folder that has to be there for an entry. */
function foldersOf(key: string, kind: ZipEntry["kind"]): string[] {
  const around = [...key.matchAll(/\//g)].map(({ index }) => key.slice(0, index));
  return kind === "folder" ? [...around, key] : around;
}
