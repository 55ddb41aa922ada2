import { sep } from "node:path";

/** Whether a path is that of a folder, or of something in it. Both are absolute and normal. */
export function isIn(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
