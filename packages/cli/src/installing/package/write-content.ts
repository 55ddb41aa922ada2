import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { PackageContent } from "./package-content.js";

/** How a package is written. */
export interface WriteOptions {
  readonly signal: AbortSignal;
  /** Told how many bytes are written. */
  readonly onProgress: (bytes: number) => void;
}

/** Writes all of a package into a new folder. */
export async function writeContent(content: PackageContent, folder: string, options: WriteOptions): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const path of content.folders) await mkdir(join(folder, path), { recursive: true });
  let written = 0;
  const count = async function* (chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      written += chunk.length;
      options.onProgress(written);
      yield chunk;
    }
  };
  for (const { path, isExecutable, read } of content.files) {
    const target = join(folder, path);
    await mkdir(dirname(target), { recursive: true });
    // "wx": whatever is there already is not ours. Flushed: the name of the folder must not reach the disk before its content.
    const file = createWriteStream(target, { flags: "wx", mode: isExecutable ? 0o755 : 0o644, flush: true });
    await pipeline(read(), count, file, { signal: options.signal });
  }
}
