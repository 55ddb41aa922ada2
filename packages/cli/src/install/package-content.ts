import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Manifest } from "@galaxy-kit/protocol";

/** An integration that can be installed. The caller closes it. */
export interface PackageContent {
  readonly manifest: Manifest;
  /** Paths in the package, with slashes. Folders that contain files may be missing. */
  readonly folders: readonly string[];
  readonly files: readonly PackageFile[];
  readonly close: () => void;
}

/** A file of a package. */
export interface PackageFile {
  /** The path in the package, with slashes. */
  readonly path: string;
  /** Size in bytes. */
  readonly size: number;
  readonly isExecutable: boolean;
  /** Throws if the content is damaged or has the wrong length. */
  readonly read: () => AsyncIterable<Buffer>;
}

/** How to write a package. */
export interface WriteOptions {
  readonly signal: AbortSignal;
  /** Called with the number of bytes written so far. */
  readonly onProgress: (bytes: number) => void;
}

/** Writes a package into a new folder. */
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
    // "wx": never overwrite a file. Flushed: the folder must not get its name on disk before its content.
    const file = createWriteStream(target, { flags: "wx", mode: isExecutable ? 0o755 : 0o644, flush: true });
    await pipeline(read(), count, file, { signal: options.signal });
  }
}
