import { open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";

const OWNER_ONLY = 0o600;

/**
 * Puts a whole file in the place of another: whoever reads it, and whenever the machine stops, finds the old one or the
 * new one. Two calls for the same path must not overlap.
 */
export async function replaceFile(path: string, text: string): Promise<void> {
  // In the same folder, as a file cannot be renamed across file systems. One name: what a crash left behind is taken away here.
  const temporary = `${path}.new`;
  await rm(temporary, { force: true });
  try {
    // "x": made here with these rights, and never something that is waiting there under this name.
    const file = await open(temporary, "wx", OWNER_ONLY);
    try {
      await file.writeFile(text);
      // Otherwise the name may reach the disk before the content does.
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
  await syncFolder(dirname(path));
}

/** Makes the new name last. Windows cannot, and does not need to. */
async function syncFolder(path: string): Promise<void> {
  try {
    const folder = await open(path, "r");
    await folder.sync().finally(() => folder.close());
  } catch {
    // The file is in its place all the same.
  }
}
