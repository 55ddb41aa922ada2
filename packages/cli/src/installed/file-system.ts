import { lstat, rename, rm } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";

/** Virus scanners look at a new file for about that long. */
const PATIENCE_MS = 5_000;
const AGAIN_MS = 100;

/** Whether something has this name; a link counts even if it leads nowhere. */
export async function isThere(path: string): Promise<boolean> {
  return await lstat(path).then(
    () => true,
    () => false,
  );
}

/** Windows renames nothing that somebody has open, if only for a moment. */
export async function renamePatiently(from: string, to: string): Promise<void> {
  const end = Date.now() + (process.platform === "win32" ? PATIENCE_MS : 0);
  for (;;) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      const { code = "" } = error as NodeJS.ErrnoException;
      if (!["EPERM", "EACCES", "EBUSY"].includes(code) || Date.now() >= end) throw error;
      await setTimeout(AGAIN_MS);
    }
  }
}

/** For what nobody needs: it may be in use still, and then it is for another time. */
export async function removeIfPossible(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
}
