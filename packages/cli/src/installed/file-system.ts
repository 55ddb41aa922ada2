import { lstat, rename, rm } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";

/** Virus scanners keep a new file open for up to this long. */
const TIMEOUT_MS = 5_000;
const RETRY_MS = 100;

/** Whether a path exists. A broken link counts. */
export async function exists(path: string): Promise<boolean> {
  return await lstat(path).then(
    () => true,
    () => false,
  );
}

/** Renames a path, and retries on Windows, where another program may have it open briefly. */
export async function renameWithRetry(from: string, to: string): Promise<void> {
  const end = Date.now() + (process.platform === "win32" ? TIMEOUT_MS : 0);
  for (;;) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      const { code = "" } = error as NodeJS.ErrnoException;
      if (!["EPERM", "EACCES", "EBUSY"].includes(code) || Date.now() >= end) throw error;
      await setTimeout(RETRY_MS);
    }
  }
}

/** Best effort: if the files are still in use, a later run removes them. */
export async function removeIfPossible(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
}
