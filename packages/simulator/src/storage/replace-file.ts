import { open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";

const OWNER_ONLY = 0o600;

/** How a file is replaced. */
export interface ReplaceFileOptions {
  /** The permissions of the file, before the umask. Only this user can read it by default. */
  readonly mode?: number;
  /**
   * Where the content is written first, in the same folder: `<path>.new` by default, so that the next call removes what a crash
   * left behind. Give a unique name if several processes may replace the file at once.
   */
  readonly draft?: string;
}

/**
 * Replaces a file atomically: anyone who reads it finds either the old content or the new, even after a power failure. Calls
 * that share a draft must not overlap.
 */
export async function replaceFile(
  path: string,
  content: string | Uint8Array,
  { mode = OWNER_ONLY, draft = `${path}.new` }: ReplaceFileOptions = {},
): Promise<void> {
  await rm(draft, { force: true });
  try {
    // "x": create the file with these permissions; never write into one that someone has planted under this name.
    const file = await open(draft, "wx", mode);
    try {
      await file.writeFile(content);
      // Otherwise the name may reach the disk before the content does.
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw error;
  }
  await syncFolder(dirname(path));
}

/** Makes the new name durable. Windows cannot do this and does not need it. */
async function syncFolder(path: string): Promise<void> {
  try {
    const folder = await open(path, "r");
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  } catch {
    // The file is in place all the same.
  }
}
