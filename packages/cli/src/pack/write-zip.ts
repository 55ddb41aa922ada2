import { byPath, type PackedFile } from "../project/packed-file.js";

/** The first day that a zip can represent. Zips have local times, and every time zone has this noon. */
const fixedTime = (): Date => new Date(1980, 0, 1, 12);
const UNIX = 3;
const REGULAR_FILE = 0o100000;
/** Higher levels take twice the time and save 0.1 %. */
const LEVEL = 6;

/**
 * Zips files reproducibly: sorted, without times and owners, and compressed by code that does not depend on the version of
 * Node, unlike its zlib.
 */
export async function zip(files: readonly PackedFile[]): Promise<Uint8Array> {
  const fflate = await import("fflate");
  const entries = await Promise.all(
    files.toSorted(byPath).map(async (file) => [file.path, await entryOf(file)] as const),
  );
  return await new Promise((resolve, reject) => {
    // A worker thread compresses. It takes the files over instead of copying them, since some are large.
    const options = { level: LEVEL, mtime: fixedTime(), os: UNIX, consume: true } as const;
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
