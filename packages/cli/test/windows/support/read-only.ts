import { spawnSync } from "node:child_process";
import { chmodSync } from "node:fs";

/** Makes a folder read-only. Returns what makes it writable again, or undefined, and says so, if this user cannot. */
export function readOnly(folder: string): (() => void) | undefined {
  if (process.getuid?.() !== 0) {
    chmodSync(folder, 0o555);
    return () => {
      chmodSync(folder, 0o755);
    };
  }
  // Permissions do not apply to root. Not every container allows it to mount.
  if (!run("mount", "--bind", folder, folder)) {
    process.stderr.write("\n*** ROOT CANNOT MOUNT HERE: a package in a read-only folder is NOT TESTED ***\n\n");
    return undefined;
  }
  run("mount", "-o", "remount,bind,ro", folder);
  return () => {
    run("umount", "--lazy", folder);
  };
}

function run(command: string, ...args: readonly string[]): boolean {
  return spawnSync(command, args).status === 0;
}
