import { readFile } from "node:fs/promises";
import { type PackedFile, textFile } from "../project/packed-file.js";
import { shippedFile } from "../shipped-file.js";
import type { Runtime } from "./runtimes.js";

/** Ships with this package, because the runtimes for Windows do not include it. */
const LICENSE = shippedFile("runtimes/LICENSE-node-22.txt");

/** Returns the files of a runtime in the packed folder. Loads the tarball when the program is read. */
export async function runtimeFiles(runtime: Runtime, tarball: () => Promise<Buffer>): Promise<PackedFile[]> {
  return [
    {
      path: runtime.program,
      size: runtime.size,
      isExecutable: true,
      read: async () => await extract(await tarball(), runtime),
    },
    textFile("node/LICENSE", await readFile(LICENSE, "utf8")),
  ];
}

async function extract(tarball: Buffer, { source, size }: Runtime): Promise<Buffer> {
  const { Parser } = await import("tar");
  // A hundred megabytes; joining chunks at the end would take twice the memory.
  const program = Buffer.alloc(size);
  let filled = 0;
  const parser = new Parser({
    filter: (path) => path === source,
    onReadEntry: (entry) => {
      entry.on("data", (chunk: Buffer) => {
        filled += chunk.copy(program, filled);
      });
    },
  });
  await new Promise<void>((resolve, reject) => {
    parser.once("end", resolve);
    parser.once("error", reject);
    parser.end(tarball);
  });
  if (filled !== size) throw new Error(`${source} in the tarball has ${filled} bytes instead of ${size}`);
  return program;
}
