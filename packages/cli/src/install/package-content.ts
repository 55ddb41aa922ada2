import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Manifest } from "@galaxy-kit/protocol";

/** An integration that can be installed. Whoever has asked for it closes it. */
export interface PackageContent {
  readonly manifest: Manifest;
  /** In the package, with slashes; those with files in them may be left out. */
  readonly folders: readonly string[];
  readonly files: readonly PackageFile[];
  readonly close: () => void;
}

/** A file of a package. */
export interface PackageFile {
  /** In the package, with slashes. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  readonly isExecutable: boolean;
  /** Fails where the content is damaged, or is not as long as it should be. */
  readonly read: () => AsyncIterable<Buffer>;
}

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
