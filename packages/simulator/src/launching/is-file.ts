import { statSync } from "node:fs";

/** Whether there is a file at a path. What cannot be reached, such as a path below another file, is none. */
export function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
