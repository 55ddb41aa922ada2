import { readFileSync } from "node:fs";
import { join } from "node:path";
import { withFileLock } from "../files/file-lock.js";
import { readFileIfExists } from "../files/read-file.js";
import { replaceFile } from "../files/replace-file.js";
import { Saver, type SaverParts, type SavingState } from "./saver.js";
import { SizeLimit } from "./size-limit.js";
import type { Storage } from "./storage.js";

const WARN_AT_MB = 8;
const MAX_MB = 64;

/** A file with one entry a line, so that a damaged line costs one entry. */
export class DiskStorage implements Storage {
  readonly location: string;
  readonly #path: string;
  readonly #saver: Saver;
  readonly #limit: SizeLimit;
  /** What this process has changed since the last save. */
  #changed = new Set<string>();
  #texts: Map<string, string> | undefined;

  constructor(
    name: string,
    folder: string,
    private readonly parts: SaverParts,
  ) {
    this.#path = join(folder, `store-${name}.jsonl`);
    this.location = `${this.#path}; deleted only by hand`;
    this.#saver = new Saver(this.#path, () => this.#save(), parts);
    this.#limit = new SizeLimit(this.#path, WARN_AT_MB, MAX_MB, "Keep less, or set maxEntries or ttl.", parts.log);
  }

  get bytes(): number {
    this.#load();
    return this.#limit.bytes;
  }

  get saving(): SavingState {
    return this.#saver.state;
  }

  keys(): readonly string[] {
    return [...this.#load().keys()];
  }

  read(key: string): string | undefined {
    return this.#load().get(key);
  }

  write(key: string, text: string): void {
    const texts = this.#load();
    this.#limit.admit(key, text);
    texts.set(key, text);
    this.#change(key);
  }

  delete(key: string): void {
    if (!this.#load().delete(key)) return;
    this.#limit.remove(key);
    this.#change(key);
  }

  #change(key: string): void {
    this.#changed.add(key);
    this.#saver.request();
  }

  #load(): Map<string, string> {
    if (this.#texts) return this.#texts;
    const { texts, damaged } = parse(this.#readNow());
    this.#texts = texts;
    for (const [key, text] of texts) this.#limit.count(key, text);
    if (damaged > 0) this.parts.log.warn(`${damaged} damaged lines of ${this.#path} were ignored`);
    return texts;
  }

  #readNow(): string {
    try {
      return readFileSync(this.#path, "utf8");
    } catch (error) {
      const isMissing = (error as NodeJS.ErrnoException).code === "ENOENT";
      if (!isMissing)
        this.parts.log.warn(`${this.#path} cannot be read; the store is empty until it can be`, { error });
      return "";
    }
  }

  /** Changes what this process has changed, and keeps what another one has added. */
  async #save(): Promise<void> {
    const changed = this.#changed;
    this.#changed = new Set();
    try {
      await withFileLock(this.#path, async () => {
        const { texts } = parse((await readFileIfExists(this.#path)) ?? "");
        for (const key of changed) {
          const text = this.#texts?.get(key);
          texts.delete(key);
          if (text !== undefined) texts.set(key, text);
        }
        await replaceFile(this.#path, format(texts));
        this.#adopt(texts);
      });
    } catch (error) {
      for (const key of changed) this.#changed.add(key);
      throw error;
    }
  }

  #adopt(saved: ReadonlyMap<string, string>): void {
    const texts = this.#load();
    for (const key of texts.keys()) {
      if (!saved.has(key) && !this.#changed.has(key)) {
        texts.delete(key);
        this.#limit.remove(key);
      }
    }
    for (const [key, text] of saved) {
      if (this.#changed.has(key)) continue;
      texts.set(key, text);
      this.#limit.count(key, text);
    }
  }
}

function format(texts: ReadonlyMap<string, string>): string {
  return [...texts].map(([key, text]) => `{"key":${JSON.stringify(key)},"entry":${text}}\n`).join("");
}

function parse(content: string): { readonly texts: Map<string, string>; readonly damaged: number } {
  const texts = new Map<string, string>();
  let damaged = 0;
  for (const line of content.split("\n")) {
    if (line.trim() === "") continue;
    try {
      const { key, entry } = JSON.parse(line) as { readonly key?: unknown; readonly entry?: unknown };
      if (typeof key !== "string" || entry === undefined) throw new TypeError("not an entry");
      texts.set(key, JSON.stringify(entry));
    } catch {
      damaged += 1;
    }
  }
  return { texts, damaged };
}
