import { readFileSync } from "node:fs";

/**
 * Whether a process with this id is running. One that has ended and was not waited for by its parent is not: in a container, the first
 * process may never do that.
 */
export function isProcessAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    // Without permission to signal it, the process exists all the same: it belongs to another user.
    return (error as NodeJS.ErrnoException).code === "EPERM" && !isZombie(pid);
  }
}

/** Known only on Linux, where the third field of this file is the state. The second one is the name, which may contain anything. */
function isZombie(pid: number): boolean {
  if (process.platform !== "linux") return false;
  try {
    return /\) [ZX] [^)]*$/.test(readFileSync(`/proc/${pid}/stat`, "latin1"));
  } catch {
    return false;
  }
}
