import { byPath, type PackedFile } from "../project/packed-file.js";

/** The first day that a zip can name, at a time of day that every time zone has. The hours are those of no time zone. */
const FIXED_TIME = new Date(1980, 0, 1, 12);
const UNIX = 3;
const REGULAR_FILE = 0o100000;
/** More takes twice the time and saves a thousandth. */
const LEVEL = 6;

/**
 * The same files become the same bytes, wherever and whenever: sorted, without times and owners, and compressed by code
 * that does not depend on the version of Node, as its zlib does.
 */
export async function zip(files: readonly PackedFile[]): Promise<Uint8Array> {
  const fflate = await import("fflate");
  const entries = await Promise.all(
    files.toSorted(byPath).map(async (file) => [file.path, await entryOf(file)] as const),
  );
  return await new Promise((resolve, reject) => {
    // Another thread compresses, and gets the files instead of copies of them, as some are large.
    const options = { level: LEVEL, mtime: FIXED_TIME, os: UNIX, consume: true } as const;
    fflate.zip(Object.fromEntries(entries), options, (error, bytes) => {
      if (error) reject(error);
      else resolve(bytes);
    });
  });
}

async function entryOf(file: PackedFile): Promise<[Uint8Array, { attrs: number }]> {
  const mode = REGULAR_FILE | (file.isExecutable ? 0o755 : 0o644);
  return [await file.read(), { attrs: (mode << 16) >>> 0 }];
}
