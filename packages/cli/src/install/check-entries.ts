import { type Entry, getFileNameLowLevel } from "yauzl";
import { problemWithPath, quotePath, samenessKey } from "../project/package-path.js";
import { describeBytes } from "../terminal/text.js";

/** What a zip says about one of its entries. */
export interface ZipEntry {
  /** As it stands in the zip: it may be anything. */
  readonly path: string;
  readonly kind: "file" | "folder" | "link" | "other";
  /** Bytes when unpacked; it is checked when it is unpacked. */
  readonly size: number;
  readonly isExecutable: boolean;
  readonly isEncrypted: boolean;
  /** Whether it is compressed in a known way. */
  readonly isReadable: boolean;
}

/** What stat() has in the modes of Unix, too. */
const KIND = 0o170000;
const REGULAR_FILE = 0o100000;
const FOLDER = 0o040000;
const LINK = 0o120000;
const STORED = 0;
const DEFLATED = 8;

export function describeEntry(entry: Entry): ZipEntry {
  const { generalPurposeBitFlag, fileNameRaw, extraFields, externalFileAttributes, compressionMethod } = entry;
  const path = getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, true);
  // Whatever has made the zip: a tool that believes it would make a link of it.
  const mode = externalFileAttributes >>> 16;
  return {
    ...{ path, kind: kindOf(path, mode & KIND), size: entry.uncompressedSize },
    isExecutable: (mode & 0o111) !== 0,
    isEncrypted: entry.isEncrypted(),
    isReadable: compressionMethod === STORED || compressionMethod === DEFLATED,
  };
}

/** Tools on Windows give no mode. */
function kindOf(path: string, mode: number): ZipEntry["kind"] {
  const isFolder = path.endsWith("/");
  if (mode === LINK) return "link";
  if (mode !== 0 && mode !== (isFolder ? FOLDER : REGULAR_FILE)) return "other";
  return isFolder ? "folder" : "file";
}

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

/** Python integrations bring a few thousand files. */
const MAX_ENTRIES = 20_000;
/** Node is a hundred megabytes of it. */
const MAX_BYTES = 1_000_000_000;
/** What is larger than that when unpacked must not come out of almost nothing. */
const FREE_BYTES = 100_000_000;
/** Programs and texts are a third to a tenth of their size; the most that zips can do is a thousandth. */
const MAX_TIMES = 50;

/** Checks a zip before there is an entry to look at. */
export function problemWithZip(entryCount: number, size: number): string | undefined {
  if (size > MAX_BYTES)
    return `it has ${describeBytes(size)}, and no more than ${describeBytes(MAX_BYTES)} are unpacked`;
  return entryCount > MAX_ENTRIES
    ? `it has ${entryCount} entries, and no more than ${MAX_ENTRIES} are unpacked`
    : undefined;
}

/** Checks the size that the content says it has. That it has no more is checked when it is unpacked. */
export function problemWithSize(unpacked: number, zipped: number): string | undefined {
  const size = `it would be ${describeBytes(unpacked)} when unpacked`;
  if (unpacked > MAX_BYTES) return `${size}, and no more than ${describeBytes(MAX_BYTES)} are`;
  const times = unpacked / zipped;
  if (unpacked <= FREE_BYTES || times <= MAX_TIMES) return undefined;
  return `${size}, which is ${Math.round(times)} times its own size: no integration needs more than ${MAX_TIMES}`;
}
