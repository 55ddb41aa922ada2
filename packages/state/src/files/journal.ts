import { mkdir, open } from "node:fs/promises";
import { dirname } from "node:path";
import { withFileLock } from "./file-lock.js";
import { readFileIfExists } from "./read-file.js";
import { replaceFile } from "./replace-file.js";
import { whileInUse } from "./while-in-use.js";

const OWNER_ONLY = 0o600;
const OWNER_ONLY_FOLDER = 0o700;

/** What a {@link Journal} contains. */
export interface JournalContent<T> {
  /** Oldest first. */
  readonly entries: readonly T[];
  /** How many lines could not be read: torn by a crash, or changed by hand. */
  readonly damaged: number;
}

/**
 * A file that only grows: one entry a line, as JSON. A crash costs at most the entries that were being written, a damaged line
 * costs that line, and several processes may use the same file.
 */
export class Journal<T> {
  /**
   * @param path - of the file; it is created with the first entry
   * @param parse - returns the entry that was read, or undefined if it is not one
   */
  constructor(
    readonly path: string,
    private readonly parse: (value: unknown) => T | undefined,
  ) {}

  /** Adds entries. They are on the disk when it resolves. */
  async append(...entries: readonly T[]): Promise<void> {
    if (entries.length === 0) return;
    // A line of its own, even if the last one was torn. Empty lines are ignored.
    const text = entries.map((entry) => `\n${JSON.stringify(entry)}\n`).join("");
    // Otherwise a change could lose what is appended while it reads and writes.
    await withFileLock(this.path, () => this.#append(text));
  }

  /** Resolves to all entries that can be read. There are none if the file does not exist. */
  async read(): Promise<JournalContent<T>> {
    const text = (await readFileIfExists(this.path)) ?? "";
    const lines = text.split("\n").filter((line) => line.trim() !== "");
    const entries = lines.map((line) => this.#parse(line)).filter((entry) => entry !== undefined);
    return { entries, damaged: lines.length - entries.length };
  }

  /** Replaces all entries, for example with fewer ones that say the same. Damaged lines are dropped. */
  async rewrite(change: (entries: readonly T[]) => readonly T[]): Promise<void> {
    await withFileLock(this.path, async () => {
      const { entries } = await this.read();
      const text = change(entries).map((entry) => `${JSON.stringify(entry)}\n`);
      await replaceFile(this.path, text.join(""));
    });
  }

  async #append(text: string): Promise<void> {
    await mkdir(dirname(this.path), { recursive: true, mode: OWNER_ONLY_FOLDER });
    const file = await whileInUse(() => open(this.path, "a", OWNER_ONLY));
    try {
      await file.writeFile(text);
      await file.datasync();
    } finally {
      await file.close();
    }
  }

  #parse(line: string): T | undefined {
    try {
      return this.parse(JSON.parse(line));
    } catch {
      return undefined;
    }
  }
}
