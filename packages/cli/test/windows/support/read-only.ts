import { execFileSync } from "node:child_process";
import { chmodSync } from "node:fs";

/** Makes a folder read-only. Returns what makes it writable again. */
export function readOnly(folder: string): () => void {
  if (process.getuid?.() !== 0) {
    chmodSync(folder, 0o555);
    return () => {
      chmodSync(folder, 0o755);
    };
  }
  // Permissions do not apply to root.
  execFileSync("mount", ["--bind", folder, folder]);
  execFileSync("mount", ["-o", "remount,bind,ro", folder]);
  return () => {
    execFileSync("umount", ["--lazy", folder]);
  };
}
