import { fileURLToPath } from "node:url";

/** The package itself: this module is in `src`, and in `dist` every module is. */
const packageFolder = new URL("../", import.meta.url);

/** Returns the path of a file or folder that ships with this package, such as "package.json". */
export function shippedFile(path: string): string {
  return fileURLToPath(new URL(path, packageFolder));
}
