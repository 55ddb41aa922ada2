import { mkdir, readFile, realpath, rename, rm } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { FileLock, LockHeldError } from "./file-lock.js";
import { LibraryFile } from "./library-file.js";
import { readRecord, writeRecord } from "./record-text.js";
import { replaceFile } from "./replace-file.js";
import { type LibraryStore, type OpenedStore, type Store, type StoredRecord, StoreInUseError } from "./store.js";
import { userFolder } from "./user-folder.js";

/** The options of a store in a file. */
export interface FileStoreOptions {
  /** The state folder of this user by default, see {@link userFolder}. */
  readonly folder?: string;
  /** Deletes what is stored when the store is opened. */
  readonly fresh?: boolean;
  /** Also keeps what was known of the library, in a second file. */
  readonly library?: boolean;
}

/**
 * Returns a store that keeps the record in one file, which only this user can read and which is replaced atomically.
 *
 * @param name - the name of the file without its extension: the `storeName` of `openFolder`, or another unique name
 */
export function fileStore(name: string, options: FileStoreOptions = {}): Store {
  return createStore(name, options);
}

/** Reads a {@link fileStore} without taking it: another client may be using it. */
export async function readFileStore(
  name: string,
  options: Pick<FileStoreOptions, "folder"> = {},
): Promise<OpenedStore> {
  return await createStore(name, options).read();
}

function createStore(name: string, options: FileStoreOptions): FileStore {
  if (!/^[\w][\w.-]*$/.test(name)) throw new TypeError(`${JSON.stringify(name)} is not a valid file name`);
  return new FileStore(options.folder ?? userFolder("state"), name, options);
}

class FileStore implements Store {
  readonly library: LibraryStore | undefined;
  readonly #path: string;
  readonly #libraryFile: LibraryFile;
  #lock: FileLock | undefined;
  #isFresh: boolean;
  /** Why the file must not be written: it has content that could be neither read nor set aside. */
  #writeProtection: string | undefined;

  constructor(
    private readonly folder: string,
    name: string,
    { fresh = false, library = false }: FileStoreOptions,
  ) {
    this.#path = resolve(folder, `${name}.json`);
    this.#libraryFile = new LibraryFile(resolve(folder, `${name}.library.gz`));
    this.library = library ? this.#libraryFile : undefined;
    this.#isFresh = fresh;
  }

  async open(): Promise<OpenedStore> {
    const problems: string[] = [];
    try {
      await this.#take();
    } catch (error) {
      if (error instanceof StoreInUseError) throw error;
      // A folder that cannot be written to can still be read.
      problems.push(`nothing can be saved in ${this.folder}: ${textOf(error)}`);
    }
    if (this.#isFresh) {
      // If the same client opens the store again, what it has saved stays.
      this.#isFresh = false;
      await this.#remove().catch((error: unknown) =>
        problems.push(`the stored state cannot be deleted: ${textOf(error)}`),
      );
      return { problems };
    }
    return await this.#read(problems, (damage) => this.#setAside(damage));
  }

  /** Reads what is stored without opening the store. The file is always replaced as a whole. */
  async read(): Promise<OpenedStore> {
    return await this.#read([], (damage) => Promise.resolve(`${this.#path} is damaged (${damage}) and not used`));
  }

  async save(record: StoredRecord): Promise<void> {
    if (this.#writeProtection !== undefined) throw new Error(this.#writeProtection);
    await this.#take();
    await replaceFile(this.#path, writeRecord(record));
  }

  async wipe(): Promise<void> {
    await this.#take();
    await this.#remove();
    this.#writeProtection = undefined;
  }

  async close(): Promise<void> {
    await this.#lock?.release();
    this.#lock = undefined;
  }

  async #take(): Promise<void> {
    if (this.#lock) return;
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    // A folder can have several names, which must share one lock.
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
    await this.#libraryFile.remove();
  }

  /** @param onDamage - resolves to what to report about a damaged file */
  async #read(problems: string[], onDamage: (damage: string) => Promise<string>): Promise<OpenedStore> {
    let content: Buffer;
    try {
      content = await readFile(this.#path);
    } catch (error) {
      if (["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "")) return { problems };
      this.#writeProtection = `${this.#path} cannot be read and is left unchanged: ${textOf(error)}`;
      return { problems: [...problems, this.#writeProtection] };
    }
    try {
      return { record: readRecord(content), problems };
    } catch (error) {
      return { problems: [...problems, await onDamage(textOf(error))] };
    }
  }

  async #setAside(damage: string): Promise<string> {
    const aside = `${this.#path}.damaged-${new Date().toISOString().replace(/[:.]/g, "-")}`;
    try {
      await rename(this.#path, aside);
      return `the stored login and cache are damaged (${damage}); the file was set aside as ${aside}`;
    } catch (error) {
      this.#writeProtection = `${this.#path} is damaged (${damage}) and cannot be set aside: ${textOf(error)}`;
      return this.#writeProtection;
    }
  }
}

function inUse({ path, owner }: LockHeldError): StoreInUseError {
  const who = owner === undefined ? "another client" : `another client (process ${owner})`;
  return new StoreInUseError(
    `${who} is using the stored login and cache of this integration. Close it first; if it is not running, delete ${path}.`,
  );
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
