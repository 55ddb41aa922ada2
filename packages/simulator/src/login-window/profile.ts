import { mkdtempSync, rmSync } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isProcessAlive } from "../process/is-process-alive.js";

const PREFIX = "galaxy-kit-login-";

/** A browser profile that exists as long as its window. */
export interface Profile {
  readonly folder: string;
  /** Removes the profile when this process exits. Call this once the browser runs, so that the browser ends first. */
  readonly removeAtExit: () => void;
  readonly remove: () => Promise<void>;
}

/** Creates a profile that only this user can read, because it will contain the cookies of a login. */
export function makeProfile(): Profile {
  const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  const removeNow = (): void => {
    try {
      // A browser that was just killed may still be writing.
      rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 20 });
    } catch {
      // The next window will remove it.
    }
  };
  return {
    folder,
    removeAtExit: () => {
      process.once("exit", removeNow);
    },
    remove: async () => {
      process.off("exit", removeNow);
      // On Windows, the files of a process stay locked for a moment after its end.
      await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    },
  };
}

/** Removes the profiles of clients that were killed. They contain cookies, and nothing else would remove them. */
export async function removeAbandonedProfiles(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = Number(new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1]);
    if (!pid || isProcessAlive(pid)) continue;
    // It may belong to another user.
    await rm(join(tmpdir(), name), { recursive: true, force: true }).catch(() => undefined);
  }
}
