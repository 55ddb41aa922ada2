import { stat } from "node:fs/promises";
import { shippedFile } from "../shipped-file.js";
import { fileOnDisk, HELPER, LAUNCHER, NODE_SCRIPT, type PackedFile } from "./packed-file.js";

/** Where a bundle that asks the helper finds it: the variable that the launcher sets. */
const HELPER_VARIABLE = "GALAXY_KIT_HELPER";

/** Returns the files that start a bundle. */
export async function launcherFiles(bundle: string): Promise<PackedFile[]> {
  const helper = bundle.includes(HELPER_VARIABLE) ? [HELPER] : [];
  return await Promise.all(
    [LAUNCHER, NODE_SCRIPT, ...helper].map(async (name) => {
      const source = shippedFile(`launcher/${name}`);
      const { size } = await stat(source);
      return fileOnDisk(name, source, { size, mode: 0o644 });
    }),
  );
}
