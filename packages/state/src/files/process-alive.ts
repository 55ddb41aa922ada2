import { readFileSync } from "node:fs";

/**
 * Returns whether a process exists and is not a zombie: in a container, nothing may ever wait for one that has ended.
 *
 * @param pid - a process id, which may be anything that was read from a file
 */
export function isProcessAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // Of another user: it exists, but takes no signal from this one.
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  return !isZombie(pid);
}

/** Only Linux tells. The state follows the name, which is in parentheses and may contain some. */
function isZombie(pid: number): boolean {
  if (process.platform !== "linux") return false;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    return /^[ZX]/.test(stat.slice(stat.lastIndexOf(")") + 2));
  } catch {
    return false;
  }
}
