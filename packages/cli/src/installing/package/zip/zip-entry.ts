import { type Entry, getFileNameLowLevel } from "yauzl";

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
