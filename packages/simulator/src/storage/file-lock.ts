import { randomBytes } from "node:crypto";
import { link, readFile, rename, rm, writeFile } from "node:fs/promises";
import { isProcessAlive } from "../process/is-process-alive.js";

/** The locks of this process. A lock file alone does not show that: process ids are reused, and a crash leaves locks behind. */
const heldByThisProcess = new Set<string>();

/** The last attempt of this process to take a lock. Attempts run one after another: see {@link FileLock.take}. */
let lastAttempt: Promise<unknown> = Promise.resolve();

/** Several clients that start at once may take turns removing a stale lock. */
const ATTEMPTS = 5;

/** Another process holds the lock. */
export class LockHeldError extends Error {
  override readonly name = "LockHeldError";

  /** @param owner - The id of the process, if known. */
  constructor(
    readonly path: string,
    readonly owner: number | undefined,
  ) {
    super(`${path} is held by ${owner === undefined ? "another process" : `process ${owner}`}`);
  }
}

/** A file that names the process using the other files in its folder. The lock ends with the process, even if it crashes. */
export class FileLock {
  private constructor(private readonly path: string) {}

  /**
   * Takes the lock. Throws {@link LockHeldError} if a running process holds it.
   *
   * An attempt waits for the previous one in this process. Otherwise it could find a lock that the other has created but not
   * recorded yet, and remove it as left over from an earlier process with the same id.
   */
  static take(path: string): Promise<FileLock> {
    const attempt = lastAttempt.then(() => FileLock.#take(path));
    lastAttempt = attempt.catch(() => undefined);
    return attempt;
  }

  static async #take(path: string): Promise<FileLock> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (await create(path)) return new FileLock(path);
      const owner = await readOwner(path);
      if (owner !== undefined && isHeld(path, owner)) throw new LockHeldError(path, owner);
      if (owner !== undefined) await removeStale(path, owner);
    }
    throw new LockHeldError(path, undefined);
  }

  async release(): Promise<void> {
    heldByThisProcess.delete(this.path);
    await rm(this.path, { force: true });
  }
}

/** A hard link appears with its content, and only if the path is free: no one ever reads half a lock. */
async function create(path: string): Promise<boolean> {
  const draft = uniqueBeside(path);
  try {
    await writeFile(draft, String(process.pid), { mode: 0o600, flag: "wx" });
    await link(draft, path);
    heldByThisProcess.add(path);
    return true;
  } catch (error) {
    if (isCode(error, "EEXIST")) return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function readOwner(path: string): Promise<number | undefined> {
  try {
    return Number(await readFile(path, "utf8"));
  } catch (error) {
    if (isCode(error, "ENOENT")) return undefined;
    throw error;
  }
}

/** Another client may have removed it and taken the lock in the meantime: then its lock is put back. */
async function removeStale(path: string, owner: number): Promise<void> {
  const aside = uniqueBeside(path);
  try {
    await rename(path, aside);
  } catch (error) {
    if (isCode(error, "ENOENT")) return;
    throw error;
  }
  if ((await readOwner(aside)) !== owner) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
}

/** A lock with our own process id may be left over from an earlier process that had the same id. */
function isHeld(path: string, owner: number): boolean {
  return owner === process.pid ? heldByThisProcess.has(path) : isProcessAlive(owner);
}

const uniqueBeside = (path: string): string => `${path}.${randomBytes(6).toString("hex")}`;

const isCode = (error: unknown, code: string): boolean => (error as NodeJS.ErrnoException).code === code;
