import { readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { readFileIfExists, replaceFile, withFileLock } from "@galaxy-kit/state";

/** A settings file, and the copy of its last valid text. */
export class SettingsFile {
  readonly path: string;
  /** In the folder for data: nobody edits it, and a file that is not valid does not get there. */
  readonly #copy: string;

  /** @param name - without an extension */
  constructor(name: string, folders: { readonly config: string; readonly data: string }) {
    this.path = join(folders.config, `${name}.jsonc`);
    this.#copy = join(folders.data, `${name}.last-valid.jsonc`);
  }

  get name(): string {
    return basename(this.path);
  }

  /** Returns the text, or undefined if there is none that can be read. */
  readAtOnce(): string | undefined {
    return readAtOnce(this.path);
  }

  /** Returns the last valid text, or undefined if it is not known. */
  readCopyAtOnce(): string | undefined {
    return readAtOnce(this.#copy);
  }

  /** Resolves to the text, or to undefined if there is no file. */
  async read(): Promise<string | undefined> {
    return await readFileIfExists(this.path);
  }

  /** Replaces the text. */
  async write(text: string): Promise<void> {
    await replaceFile(this.path, text);
  }

  /** Keeps a valid text, for the time when the file is not; undefined if the user has deleted the file. */
  async keep(text: string | undefined): Promise<void> {
    if (text === undefined) await rm(this.#copy, { force: true });
    else if ((await readFileIfExists(this.#copy)) !== text) await replaceFile(this.#copy, text);
  }

  /** Keeps a text that is not valid next to the file, since the user may have written more into it than can be read. */
  async setAside(text: string): Promise<string> {
    for (let number = 1; ; number++) {
      const aside = this.path.replace(/\.jsonc$/, `.broken${number === 1 ? "" : `-${number}`}.jsonc`);
      const other = await readFileIfExists(aside);
      if (other !== undefined && other !== text) continue;
      if (other === undefined) await replaceFile(aside, text);
      return aside;
    }
  }

  /** Does something while no other process changes the file. */
  async locked<T>(work: () => Promise<T>): Promise<T> {
    return await withFileLock(this.path, work);
  }
}

function readAtOnce(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    // What keeps it from being read is reported when it is opened.
    return undefined;
  }
}
