import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { unzipSync } from "fflate";

/** Returns the content of each file in a zip by its path, in order. */
export function readZip(zip: string): Map<string, Buffer> {
  return new Map(Object.entries(unzipSync(readFileSync(zip))).map(([path, bytes]) => [path, Buffer.from(bytes)]));
}

/** Unzips like a tool that ignores permissions. */
export function unzip(zip: string, folder: string): void {
  for (const [path, bytes] of readZip(zip)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes, { mode: 0o644 });
  }
}
