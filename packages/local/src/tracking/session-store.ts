import { join } from "node:path";
import { Logger, Service } from "@galaxy-kit/sdk";
import { DataFolder, readFileIfExists, replaceFile } from "@galaxy-kit/state";
import type { StoredSession } from "./tracked-session.js";

const FILE = "running-games.json";

/** Keeps the sessions of running games for the next run, in the data folder, which GALAXY does not delete. */
@Service()
export class SessionStore {
  readonly #path: string;
  #stored = "[]";
  /** The last writing; one follows the other. */
  #saved: Promise<void> = Promise.resolve();

  constructor(
    folder: DataFolder,
    private readonly log: Logger,
  ) {
    this.#path = join(folder.data, FILE);
  }

  /** Returns nothing if the file cannot be read: the games that were running then count as started outside GALAXY. */
  async load(): Promise<readonly StoredSession[]> {
    try {
      const text = await readFileIfExists(this.#path);
      if (text === undefined) return [];
      const sessions = JSON.parse(text, revive) as StoredSession[];
      this.#stored = text;
      return sessions;
    } catch (error) {
      this.log.warn("Cannot read which games were running", { file: this.#path, error });
      return [];
    }
  }

  /** Resolves when everything so far is on the disk. */
  save(sessions: readonly StoredSession[]): Promise<void> {
    const text = JSON.stringify(sessions, replace);
    if (text !== this.#stored) {
      this.#stored = text;
      this.#saved = this.#write(text);
    }
    return this.#saved;
  }

  async #write(text: string): Promise<void> {
    try {
      await replaceFile(this.#path, text);
    } catch (error) {
      this.log.warn("Cannot keep which games are running for the next run", { file: this.#path, error });
    }
  }
}

/** A pattern of an ignore list. */
interface Pattern {
  readonly pattern: string;
  readonly flags: string;
}

function replace(_key: string, value: unknown): unknown {
  return value instanceof RegExp ? ({ pattern: value.source, flags: value.flags } satisfies Pattern) : value;
}

function revive(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || !("pattern" in value)) return value;
  const { pattern, flags } = value as Pattern;
  return new RegExp(pattern, flags);
}
