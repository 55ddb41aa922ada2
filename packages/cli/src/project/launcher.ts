import { stat } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { fileOnDisk, LAUNCHER, NODE_SCRIPT, type PackedFile } from "./packed-file.js";

const folder = new URL("../../launcher/", import.meta.url);

/** Returns the files that start a bundle. */
export async function launcherFiles(): Promise<PackedFile[]> {
  return await Promise.all(
    [LAUNCHER, NODE_SCRIPT].map(async (name) => {
      const source = fileURLToPath(new URL(name, folder));
      const { size } = await stat(source);
      return fileOnDisk(name, source, { size, mode: 0o644 });
    }),
  );
}
