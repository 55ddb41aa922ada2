import { mkdir, readFile, realpath, rename, rm } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { FileLock, LockHeldError } from "./file-lock.js";
import { readRecord, writeRecord } from "./record-text.js";
import { replaceFile } from "./replace-file.js";
import { type OpenedStore, type Store, type StoredRecord, StoreInUseError } from "./store.js";
import { userFolder } from "./user-folder.js";

/** How a store in a file is set up. */
export interface FileStoreOptions {
  /** The one of this user (see {@link userFolder}) where nothing is said. */
  readonly folder?: string;
  /** Start from nothing: what is there is deleted when the store is opened. */
  readonly fresh?: boolean;
}

/**
 * Keeps the record in one file that only this user can read, written as a whole or not at all.
 *
 * @param name the file's, without its ending: the `storeName` of `openFolder`, or another that tells one integration from all others
 */
export function fileStore(name: string, options: FileStoreOptions = {}): Store {
  if (!/^[\w][\w.-]*$/.test(name)) throw new TypeError(`${JSON.stringify(name)} is no name for a file`);
  return new FileStore(options.folder ?? userFolder("state"), name, options.fresh ?? false);
}

class FileStore implements Store {
  readonly #path: string;
  #lock: FileLock | undefined;
  #isFresh: boolean;
  /** Why the file must not be written: it holds something that could be neither read nor put aside. */
  #untouchable: string | undefined;

  constructor(
    private readonly folder: string,
    name: string,
    fresh: boolean,
  ) {
    this.#path = resolve(folder, `${name}.json`);
    this.#isFresh = fresh;
  }

  async open(): Promise<OpenedStore> {
    const problems: string[] = [];
    try {
      await this.#take();
    } catch (error) {
      if (error instanceof StoreInUseError) throw error;
      // What is in a folder that cannot be written can be read all the same.
      problems.push(`nothing can be saved in ${this.folder}: ${textOf(error)}`);
    }
    if (this.#isFresh) {
      // A store that is opened again by the same client goes on with what that has saved.
      this.#isFresh = false;
      await this.#remove().catch((error: unknown) => problems.push(`cannot start afresh: ${textOf(error)}`));
      return { problems };
    }
    return await this.#read(problems);
  }

  async save(record: StoredRecord): Promise<void> {
    if (this.#untouchable !== undefined) throw new Error(this.#untouchable);
    await this.#take();
    await replaceFile(this.#path, writeRecord(record));
  }

  async wipe(): Promise<void> {
    await this.#take();
    await this.#remove();
    this.#untouchable = undefined;
  }

  async close(): Promise<void> {
    await this.#lock?.release();
    this.#lock = undefined;
  }

  async #take(): Promise<void> {
    if (this.#lock) return;
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    // One folder may have several names, and all of them mean the same lock.
    const path = join(await realpath(this.folder), `${basename(this.#path)}.lock`);
    try {
      this.#lock = await FileLock.take(path);
    } catch (error) {
      throw error instanceof LockHeldError ? inUse(error) : error;
    }
  }

  async #remove(): Promise<void> {
    await rm(this.#path, { force: true });
    await rm(`${this.#path}.new`, { force: true });
  }

  async #read(problems: string[]): Promise<OpenedStore> {
    let content: Buffer;
    try {
      content = await readFile(this.#path);
    } catch (error) {
      if (["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "")) return { problems };
      this.#untouchable = `${this.#path} cannot be read and is left as it is: ${textOf(error)}`;
      return { problems: [...problems, this.#untouchable] };
    }
    try {
      return { record: readRecord(content), problems };
    } catch (error) {
      return { problems: [...problems, await this.#setAside(textOf(error))] };
    }
  }

  async #setAside(damage: string): Promise<string> {
    const aside = `${this.#path}.damaged-${new Date().toISOString().replace(/[:.]/g, "-")}`;
    try {
      await rename(this.#path, aside);
      return `the stored login and cache are damaged (${damage}); the file was set aside as ${aside}`;
    } catch (error) {
      this.#untouchable = `${this.#path} is damaged (${damage}) and cannot be set aside: ${textOf(error)}`;
      return this.#untouchable;
    }
  }
}

function inUse({ path, owner }: LockHeldError): StoreInUseError {
  const who = owner === undefined ? "another client" : `another client (process ${owner})`;
  return new StoreInUseError(
    `${who} keeps the login and the cache of this integration; end it first. If there is none, delete ${path}`,
  );
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
