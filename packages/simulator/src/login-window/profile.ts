import { mkdtempSync, rmSync } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isProcessAlive } from "../process/is-process-alive.js";

const prefix = "galaxy-kit-login-";

/** A browser profile that lives as long as its window. */
export interface Profile {
  readonly folder: string;
  /** Has it removed when this process exits. To be called when the browser runs, so that whoever ends it comes first. */
  readonly removeAtExit: () => void;
  readonly remove: () => Promise<void>;
}

/** Makes a profile that only this user can read, since it will hold the cookies of a login. */
export function makeProfile(): Profile {
  const folder = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
  const removeNow = (): void => {
    try {
      // A browser that has just been killed may still be writing.
      rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 20 });
    } catch {
      // The next window tries again.
    }
  };
  return {
    folder,
    removeAtExit: () => {
      process.once("exit", removeNow);
    },
    remove: async () => {
      process.off("exit", removeNow);
      // Windows keeps files of a process that has just ended for a moment.
      await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    },
  };
}

/** Removes what clients that were killed have left behind: nobody else would, and it holds cookies. */
export async function removeAbandonedProfiles(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = Number(new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1]);
    if (!pid || isProcessAlive(pid)) continue;
    // Another user's is not ours to remove.
    await rm(join(tmpdir(), name), { recursive: true, force: true }).catch(() => undefined);
  }
}
