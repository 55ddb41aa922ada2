import { link, mkdir, rm, stat, utimes, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { Duration } from "@galaxy-kit/sdk";
import { toMilliseconds } from "@galaxy-kit/sdk/extend";
import { inTurn } from "./in-turn.js";
import { isProcessAlive } from "./process-alive.js";
import { readFileIfExists } from "./read-file.js";
import { whileInUse } from "./while-in-use.js";

const OWNER_ONLY = 0o600;
const OWNER_ONLY_FOLDER = 0o700;

/** How often the owner of a lock shows that it is alive. */
const SIGN_OF_LIFE_MS = 5_000;

/** After so long without one, a lock is abandoned: its process has ended, and another one has been given its id. */
const ABANDONED_MS = 20_000;

const FIRST_PAUSE_MS = 5;
const MAX_PAUSE_MS = 200;

/** The locks that this process holds. The id in a lock is not enough: in a container, the next run often has the same one. */
const heldHere = new Set<string>();

/** Another process did not release a lock in time. */
export class FileLockTimeout extends Error {
  override readonly name = "FileLockTimeout";
}

/** Options of {@link withFileLock}. */
export interface FileLockOptions {
  /** How long to wait for another process; `"30s"` by default. */
  readonly patience?: Duration;
}

/**
 * Does something while no other process, and no other call, does the same with the file. Waits for its turn. The lock of a process
 * that has ended, in whatever way, is free at once. Not reentrant: a call inside `work` for the same file never gets its turn.
 *
 * The lock is a file next to the given one, with `.lock` at the end of its name. The given file need not exist.
 *
 * @throws {@link FileLockTimeout} if another process keeps the lock for too long
 * @throws what `work` throws
 */
export async function withFileLock<T>(
  path: string,
  work: () => Promise<T>,
  { patience = "30s" }: FileLockOptions = {},
): Promise<T> {
  return await inTurn(`${path}.lock`, async () => {
    const lock = new FileLock(path);
    await take(lock, patience);
    try {
      return await work();
    } finally {
      await lock.release();
    }
  });
}

async function take(lock: FileLock, patience: Duration): Promise<void> {
  const end = performance.now() + toMilliseconds(patience);
  for (let pause = FIRST_PAUSE_MS; !(await lock.tryTake()); pause = Math.min(pause * 2, MAX_PAUSE_MS)) {
    if (performance.now() > end) throw new FileLockTimeout(`${lock.path} was held by another process for ${patience}`);
    await setTimeout(pause);
  }
}

interface Sighting {
  /** Changes with each sign of life. */
  readonly sign: string;
  readonly since: number;
}

/** A lock that a process can hold for long. For a short one, use {@link withFileLock}. */
export class FileLock {
  /** The lock file itself. */
  readonly path: string;
  #content: string | undefined;
  #signsOfLife: NodeJS.Timeout | undefined;
  #sighting: Sighting | undefined;

  /**
   * @param path - the file that it protects, which need not exist
   * @param abandonedMs - how long a running process may show no sign of life
   */
  constructor(
    path: string,
    private readonly abandonedMs = ABANDONED_MS,
  ) {
    this.path = `${path}.lock`;
  }

  /** Takes the lock if it is free. Resolves to whether this object holds it now. */
  async tryTake(): Promise<boolean> {
    if (this.#content !== undefined) return true;
    if (await this.#create()) return true;
    const content = await readFileIfExists(this.path);
    if (content !== undefined && !(await this.#isAbandoned(content))) return false;
    if (content !== undefined) await this.#remove(content);
    return await this.#create();
  }

  /** Resolves to whether this object still holds the lock. After the process was suspended, another one may have taken it. */
  async isHeld(): Promise<boolean> {
    return this.#content !== undefined && (await readFileIfExists(this.path)) === this.#content;
  }

  /** Releases the lock if this object holds it. */
  async release(): Promise<void> {
    clearInterval(this.#signsOfLife);
    const content = this.#content;
    if (content === undefined) return;
    this.#content = undefined;
    try {
      if ((await readFileIfExists(this.path)) === content) await removeLock(this.path);
    } finally {
      // Also if the file stays behind, for example while a virus scanner has it open: then it has no owner and can be taken.
      heldHere.delete(content);
    }
  }

  async #create(): Promise<boolean> {
    const nonce = Math.random().toString(36).slice(2);
    const content = `${process.pid} ${nonce}\n`;
    const draft = `${this.path}.${process.pid}-${nonce}`;
    await mkdir(dirname(this.path), { recursive: true, mode: OWNER_ONLY_FOLDER });
    heldHere.add(content);
    try {
      await placeNew(this.path, draft, content);
    } catch (error) {
      heldHere.delete(content);
      if (isCode(error, "EEXIST")) return false;
      throw error;
    }
    this.#content = content;
    this.#signsOfLife = setInterval(() => void this.#showLife(), SIGN_OF_LIFE_MS).unref();
    return true;
  }

  async #showLife(): Promise<void> {
    const now = new Date();
    if (await this.isHeld().catch(() => false)) await utimes(this.path, now, now).catch(() => undefined);
  }

  async #isAbandoned(content: string): Promise<boolean> {
    const owner = Number.parseInt(content, 10);
    if (owner === process.pid) return !heldHere.has(content);
    if (content.endsWith("\n") && !isProcessAlive(owner)) return true;
    return await this.#isSilent(content);
  }

  /** What this process has seen itself counts. The time of the file may be that of another computer, or of a clock that was set. */
  async #isSilent(content: string): Promise<boolean> {
    const touched = await stat(this.path).then(
      ({ mtimeMs }) => mtimeMs,
      () => undefined,
    );
    const sign = `${touched} ${content}`;
    if (this.#sighting?.sign !== sign) this.#sighting = { sign, since: performance.now() };
    return performance.now() - this.#sighting.since > this.abandonedMs;
  }

  /**
   * Removes an abandoned lock. That takes a lock of its own for each content: otherwise, of two processes that see the same abandoned
   * lock, the slower one would remove the new lock of the faster one.
   */
  async #remove(content: string): Promise<void> {
    const removal = new FileLock(`${this.path}.${content.replace(/\W+/g, "-")}`);
    if (!(await removal.tryTake())) return;
    try {
      if ((await readFileIfExists(this.path)) === content) await removeLock(this.path);
    } finally {
      await removal.release();
    }
  }
}

/** Creates a file with its content at once, so that no one reads half a lock. Where there are no hard links, someone might. */
async function placeNew(path: string, draft: string, content: string): Promise<void> {
  const options = { mode: OWNER_ONLY, flag: "wx" } as const;
  try {
    await writeFile(draft, content, options);
    await whileInUse(() => link(draft, path)).catch(async (error: unknown) => {
      if (isCode(error, "EEXIST")) throw error;
      await writeFile(path, content, options);
    });
  } finally {
    // Also if the disk is full.
    await rm(draft, { force: true });
  }
}

/** On Windows, another process may be reading it. */
async function removeLock(path: string): Promise<void> {
  await whileInUse(() => rm(path, { force: true }));
}

function isCode(error: unknown, code: string): boolean {
  return (error as NodeJS.ErrnoException).code === code;
}
