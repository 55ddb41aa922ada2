import { readFile } from "node:fs/promises";

/** The script that GALAXY's Python starts. */
export const LAUNCHER = "plugin.py";

/** The script that the launcher starts with Node. It runs the bundle. */
export const NODE_SCRIPT = "main.cjs";

/** Does for the integration what Node cannot do on Windows. Only in packages of integrations that ask it. */
export const HELPER = "helper.py";

/** The integration in one file. */
export const BUNDLE_FILE = "plugin.cjs";

/** Which lines of the author's sources the bundle comes from. Not "plugin.cjs.map", which tools expect to contain the sources. */
export const LINES_FILE = `${BUNDLE_FILE}.lines`;

/** The licenses of the bundled packages. */
export const LICENSES_FILE = "THIRD_PARTY_LICENSES";

/** A file of the packed folder. */
export interface PackedFile {
  /** In the packed folder, with slashes. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  readonly isExecutable: boolean;
  /** Returns a new buffer on every call, since the caller may transfer it. */
  read(): Promise<Uint8Array>;
}

export function textFile(path: string, text: string): PackedFile {
  return { path, size: Buffer.byteLength(text), isExecutable: false, read: () => Promise.resolve(Buffer.from(text)) };
}

export function fileOnDisk(
  path: string,
  source: string,
  about: { readonly size: number; readonly mode: number },
): PackedFile {
  return { path, size: about.size, isExecutable: (about.mode & 0o111) !== 0, read: () => readFile(source) };
}

/** Compares paths independently of the language of the system. */
export function byPath(one: PackedFile, other: PackedFile): number {
  return one.path < other.path ? -1 : one.path > other.path ? 1 : 0;
}
