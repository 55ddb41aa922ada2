import { posix, win32 } from "node:path";

/**
 * Returns a path in the form in which paths are compared: without `.`, `..`, a separator at its end or the prefix `\\?\`, and in lower case
 * on systems that ignore case.
 */
export function comparablePath(path: string, system: NodeJS.Platform = process.platform): string {
  if (system === "win32") {
    const plain = path.replace(/^\\\\[?.]\\UNC\\/i, "\\\\").replace(/^\\\\[?.]\\/, "");
    return withoutEnd(win32.normalize(plain), "\\").toLowerCase();
  }
  const normal = withoutEnd(posix.normalize(path), "/");
  // macOS stores names in a decomposed form.
  return system === "darwin" ? normal.normalize("NFC").toLowerCase() : normal;
}

/** Returns the last component of a path in the form in which paths are compared. */
export function comparableName(path: string, system: NodeJS.Platform = process.platform): string {
  const comparable = comparablePath(path, system);
  return comparable.slice(comparable.lastIndexOf(separatorOf(system)) + 1);
}

/** Returns the separator of path components. */
export function separatorOf(system: NodeJS.Platform): "\\" | "/" {
  return system === "win32" ? "\\" : "/";
}

function withoutEnd(path: string, separator: string): string {
  return path.length > 1 && path.endsWith(separator) ? path.slice(0, -1) : path;
}
