import { type FileHandle, mkdir, open, readdir, realpath, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { inTurn } from "./in-turn.js";
import { isProcessAlive } from "./process-alive.js";
import { whileInUse } from "./while-in-use.js";

const OWNER_ONLY = 0o600;
const OWNER_ONLY_FOLDER = 0o700;

/** Options of {@link replaceFile}. */
export interface ReplaceFileOptions {
  /** The permissions of the file, before the umask; by default, only this user can read it. */
  readonly mode?: number;
}

/**
 * Replaces the content of a file, or creates it, with its folders. Anyone who reads it finds the old content or the new one, never a
 * part: also after a crash or a power failure. A link keeps pointing to the file that is replaced.
 *
 * On Windows, where a file that another program has open cannot be replaced, it tries again for two seconds.
 *
 * @throws the error of the file system; the old content is unchanged then
 */
export async function replaceFile(
  path: string,
  content: string | Uint8Array,
  options: ReplaceFileOptions = {},
): Promise<void> {
  await inTurn(path, async () => {
    const target = await realpath(path).catch(() => path);
    await replace(target, content, options.mode ?? OWNER_ONLY);
  });
}

/** The files whose folders have been searched for drafts. */
const tidied = new Set<string>();

async function replace(path: string, content: string | Uint8Array, mode: number): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: OWNER_ONLY_FOLDER });
  if (!tidied.has(path)) {
    tidied.add(path);
    await removeAbandonedDrafts(path);
  }
  // Not one name for all: two processes may replace the same file at once.
  const draft = `${path}.${process.pid}-${Math.random().toString(36).slice(2)}.new`;
  try {
    await writeDraft(draft, content, mode);
    await whileInUse(() => rename(draft, path));
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw error;
  }
  await syncFolder(dirname(path));
}

async function writeDraft(draft: string, content: string | Uint8Array, mode: number): Promise<void> {
  await withFile(await open(draft, "wx", mode), async (file) => {
    await file.writeFile(content);
    // Otherwise the new name may reach the disk before the content does.
    await file.sync();
  });
}

/** Removes what a crash left behind. */
async function removeAbandonedDrafts(path: string): Promise<void> {
  const folder = dirname(path);
  const start = `${basename(path)}.`;
  for (const name of await readdir(folder)) {
    if (!name.startsWith(start)) continue;
    const [, pid] = /^(\d+)-\w+\.new$/.exec(name.slice(start.length)) ?? [];
    if (pid !== undefined && !isProcessAlive(Number(pid))) {
      await rm(join(folder, name), { force: true }).catch(() => undefined);
    }
  }
}

/** Makes the new name last. Windows cannot do this, and does not need it. */
async function syncFolder(path: string): Promise<void> {
  try {
    await withFile(await open(path, "r"), (folder) => folder.sync());
  } catch {
    // The file is in place all the same.
  }
}

async function withFile(file: FileHandle, work: (file: FileHandle) => Promise<void>): Promise<void> {
  try {
    await work(file);
  } finally {
    await file.close();
  }
}
