import { type Entry, getFileNameLowLevel } from "yauzl";
import { type CliDiagnostic, error } from "../diagnostics/diagnostic.js";
import { collisionKey, problemWithPath, quotePath } from "../project/package-path.js";
import { describeBytes } from "../terminal/text.js";

/** What a zip says about one of its entries. */
export interface ZipEntry {
  /** As it is in the zip: it may be anything. */
  readonly path: string;
  readonly kind: "file" | "folder" | "link" | "other";
  /** Bytes when unpacked. Unpacking checks it. */
  readonly size: number;
  readonly isExecutable: boolean;
  readonly isEncrypted: boolean;
  /** Whether the compression method is supported. */
  readonly isReadable: boolean;
}

/** The file type in a Unix mode, as in stat(). */
const FILE_TYPE = 0o170000;
const REGULAR_FILE = 0o100000;
const FOLDER = 0o040000;
const LINK = 0o120000;
const STORED = 0;
const DEFLATED = 8;

/** Python integrations contain a few thousand files. */
const MAX_ENTRIES = 20_000;
/** Node takes a hundred megabytes of it. */
const MAX_BYTES = 1_000_000_000;
/** Below this size, the ratio does not matter. */
const MAX_BYTES_WITHOUT_RATIO = 100_000_000;
/** Programs and texts compress to between a third and a tenth; a zip bomb compresses to a thousandth. */
const MAX_RATIO = 50;

export function describeEntry(entry: Entry): ZipEntry {
  const { generalPurposeBitFlag, fileNameRaw, extraFields, externalFileAttributes, compressionMethod } = entry;
  const path = getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, true);
  // Checked no matter which system created the zip: a tool that trusts the mode would create a link.
  const mode = externalFileAttributes >>> 16;
  return {
    path,
    kind: kindOf(path, mode & FILE_TYPE),
    size: entry.uncompressedSize,
    isExecutable: (mode & 0o111) !== 0,
    isEncrypted: entry.isEncrypted(),
    isReadable: compressionMethod === STORED || compressionMethod === DEFLATED,
  };
}

/** Zips made on Windows have no mode. */
function kindOf(path: string, mode: number): ZipEntry["kind"] {
  const isFolder = path.endsWith("/");
  if (mode === LINK) return "link";
  if (mode !== 0 && mode !== (isFolder ? FOLDER : REGULAR_FILE)) return "other";
  return isFolder ? "folder" : "file";
}

/** Checks a zip before its entries are read. */
export function checkZip(entryCount: number, size: number): CliDiagnostic[] {
  if (size > MAX_BYTES) return [tooLarge(`has ${describeBytes(size)}; the limit is ${describeBytes(MAX_BYTES)}`)];
  if (entryCount > MAX_ENTRIES) return [tooLarge(`has ${entryCount} entries; the limit is ${MAX_ENTRIES}`)];
  return [];
}

/** Returns everything that is wrong with the entries of a zip, without unpacking any. */
export function checkEntries(entries: readonly ZipEntry[], zipped: number): CliDiagnostic[] {
  const invalid = entries.flatMap(checkEntry);
  const unpacked = entries.reduce((sum, { size }) => sum + size, 0);
  return [...(invalid.length > 0 ? invalid : collisions(entries)), ...checkSize(unpacked, zipped)];
}

/** Checks the unpacked size that the entries declare. Unpacking checks that they contain no more. */
function checkSize(unpacked: number, zipped: number): CliDiagnostic[] {
  const size = `unpacks to ${describeBytes(unpacked)}`;
  if (unpacked > MAX_BYTES) return [tooLarge(`${size}; the limit is ${describeBytes(MAX_BYTES)}`)];
  const ratio = unpacked / zipped;
  if (unpacked <= MAX_BYTES_WITHOUT_RATIO || ratio <= MAX_RATIO) return [];
  return [tooLarge(`${size}, ${Math.round(ratio)} times its own size; the limit is ${MAX_RATIO} times`)];
}

function tooLarge(message: string): CliDiagnostic {
  return error("package-too-large", { message, remedy: "Get the package from its author; this one may be harmful." });
}

function checkEntry({ path, kind, isEncrypted, isReadable }: ZipEntry): CliDiagnostic[] {
  const refuse = (code: CliDiagnostic["code"], message: string, remedy: string): CliDiagnostic[] => [
    error(code, { subject: quotePath(path), message, remedy }),
  ];
  const problem = problemWithPath(path);
  if (problem !== undefined) return refuse("unsafe-path", problem, "Rename it, and zip the integration again.");
  if (kind === "link") return refuse("symbolic-link", "is a symbolic link", "Replace it with the file itself.");
  if (kind === "other") return refuse("unsupported-file-type", "is neither a file nor a folder", "Remove it.");
  if (isEncrypted) return refuse("encrypted-file", "is encrypted", "Zip the integration without a password.");
  if (isReadable) return [];
  return refuse(
    "unsupported-compression",
    "has an unsupported compression method",
    "Zip the integration with deflate.",
  );
}

function collisions(entries: readonly ZipEntry[]): CliDiagnostic[] {
  const files = new Map<string, string>();
  const diagnostics: CliDiagnostic[] = [];
  const refuse = (path: string, message: string): void => {
    const remedy = "Rename one of them, and zip the integration again.";
    diagnostics.push(error("colliding-paths", { subject: quotePath(path), message, remedy }));
  };
  for (const { path } of entries.filter(({ kind }) => kind === "file")) {
    const key = collisionKey(path);
    const other = files.get(key);
    if (other === path) refuse(path, "occurs twice");
    else if (other !== undefined) refuse(path, `is the same file as ${quotePath(other)} on Windows and macOS`);
    files.set(key, path);
  }
  for (const { path, kind } of entries) {
    const file = foldersOf(collisionKey(path), kind)
      .map((folder) => files.get(folder))
      .find((found) => found !== undefined);
    if (file !== undefined) refuse(file, "is both a file and a folder");
  }
  return diagnostics;
}

/** Returns the keys of all folders that an entry requires. */
function foldersOf(key: string, kind: ZipEntry["kind"]): string[] {
  const around = [...key.matchAll(/\//g)].map(({ index }) => key.slice(0, index));
  return kind === "folder" ? [...around, key] : around;
}
