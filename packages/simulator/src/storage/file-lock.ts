import { createHash, randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { copyFile, link, readFile, rm, stat, writeFile } from "node:fs/promises";
import { isProcessAlive } from "../process/is-process-alive.js";

/** The contents of the locks that this process holds, or is taking. The id in a lock is not enough: ids are reused. */
const heldByThisProcess = new Set<string>();

/** A lock may be released between a failed attempt and the look at its owner. */
const ATTEMPTS = 5;

/** Hexadecimal digits. */
const NONCE_LENGTH = 12;

/** The content of a lock is complete. */
const COMPLETE = new RegExp(`^\\d+ [0-9a-f]{${NONCE_LENGTH}}$`);

/** Far more than writing a lock takes. */
const WRITING_TIME_MS = 1_000;

/** Another process holds the lock. */
export class LockHeldError extends Error {
  override readonly name = "LockHeldError";

  /** @param owner - the id of the process, if known */
  constructor(
    readonly path: string,
    readonly owner: number | undefined,
  ) {
    super(`${path} is held by ${owner === undefined ? "another process" : `process ${owner}`}`);
  }
}

/** A file that names the process using the other files in its folder. The lock ends with the process, even if it crashes. */
export class FileLock {
  private constructor(
    private readonly path: string,
    private readonly content: string,
  ) {}

  /** Takes the lock. Throws {@link LockHeldError} if a running process holds it. */
  static async take(path: string): Promise<FileLock> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const created = await FileLock.#create(path);
      if (created) return created;
      const content = await read(path);
      if (content === undefined) continue;
      if (isHeld(content)) throw new LockHeldError(path, ownerIn(content));
      if (!COMPLETE.test(content) && (await isBeingWritten(path))) throw new LockHeldError(path, undefined);
      await FileLock.#removeStale(path, content);
    }
    throw new LockHeldError(path, undefined);
  }

  static async #create(path: string): Promise<FileLock | undefined> {
    const nonce = randomBytes(NONCE_LENGTH / 2).toString("hex");
    const content = `${process.pid} ${nonce}`;
    const draft = `${path}.${nonce}`;
    heldByThisProcess.add(content);
    try {
      await writeFile(draft, content, { mode: 0o600, flag: "wx" });
      await place(draft, path);
      return new FileLock(path, content);
    } catch (error) {
      heldByThisProcess.delete(content);
      if (isCode(error, "EEXIST")) return undefined;
      throw error;
    } finally {
      await rm(draft, { force: true });
    }
  }

  /**
   * Removes a lock whose process has ended. Removing it takes another lock, one for each content: otherwise, of two processes
   * that see the same stale lock, the slower one would remove the new lock of the faster one.
   */
  static async #removeStale(path: string, content: string): Promise<void> {
    const name = createHash("sha256").update(content).digest("hex").slice(0, NONCE_LENGTH);
    const removal = await FileLock.take(`${path}.${name}`).catch((error: unknown) => {
      throw error instanceof LockHeldError ? new LockHeldError(path, error.owner) : error;
    });
    try {
      if ((await read(path)) === content) await rm(path, { force: true });
    } finally {
      await removal.release();
    }
  }

  async release(): Promise<void> {
    await rm(this.path, { force: true });
    heldByThisProcess.delete(this.content);
  }
}

/**
 * Gives a file a second name, unless that is taken. A hard link appears with its content, so that no one ever reads half a lock. A
 * file system without them, such as FAT, gets a copy.
 */
async function place(draft: string, path: string): Promise<void> {
  try {
    await link(draft, path);
  } catch (error) {
    if (isCode(error, "EEXIST")) throw error;
    await copyFile(draft, path, constants.COPYFILE_EXCL);
  }
}

/** Whether a lock is probably a copy in progress, and not what a crash left behind. */
async function isBeingWritten(path: string): Promise<boolean> {
  const file = await stat(path).catch(() => undefined);
  return file !== undefined && Math.abs(Date.now() - file.mtimeMs) < WRITING_TIME_MS;
}

async function read(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (isCode(error, "ENOENT")) return undefined;
    throw error;
  }
}

/** Returns the id of the process that wrote a lock. */
function ownerIn(content: string): number {
  return Number(content.split(" ", 1)[0]);
}

function isHeld(content: string): boolean {
  const owner = ownerIn(content);
  return owner === process.pid ? heldByThisProcess.has(content) : isProcessAlive(owner);
}

const isCode = (error: unknown, code: string): boolean => (error as NodeJS.ErrnoException).code === code;
