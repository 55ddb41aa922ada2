import { join } from "node:path";
import { Clock, Logger, Service } from "@galaxy-kit/sdk";
import { DataFolder, readFileIfExists, replaceFile, withFileLock } from "@galaxy-kit/state";
import { type StoredSession, TrackedSession } from "./tracked-session.js";

const FILE = "running-games.json";

/** Keeps the sessions of running games for the next run, in the data folder, which GALAXY does not delete. */
@Service()
export class SessionStore {
  readonly #path: string;
  /** The ids of the sessions that this process has read or written. All others in the file are those of another process. */
  readonly #own = new Set<string>();
  #wanted: readonly StoredSession[] = [];
  /** What this process has written last; undefined if the file has something else about its sessions. */
  #written: string | undefined = "[]";
  /** The last writing; one follows the other. */
  #saved: Promise<void> = Promise.resolve();
  #isFailing = false;

  constructor(
    folder: DataFolder,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {
    this.#path = join(folder.data, FILE);
  }

  /** Leaves out what cannot be read: a game that was running then counts as started outside GALAXY. */
  async load(): Promise<readonly TrackedSession[]> {
    try {
      const found = await this.#read();
      if (found.length > 0) this.#written = undefined;
      return found.flatMap((stored) => this.#restored(stored) ?? []);
    } catch (error) {
      this.log.warn("Cannot read which games were running", { file: this.#path, error });
      return [];
    }
  }

  /** Resolves when this, or what was to be saved later, is on the disk. */
  save(sessions: readonly StoredSession[]): Promise<void> {
    this.#wanted = sessions;
    return (this.#saved = this.#saved.then(() => this.#write()));
  }

  /** Anything may be in the file: it may be damaged, or that of another version. */
  #restored(stored: unknown): TrackedSession | undefined {
    try {
      if (isStored(stored)) {
        this.#own.add(stored.id);
        return TrackedSession.restored(stored, this.clock);
      }
    } catch {
      // Its modes cannot be read.
    }
    this.log.warn("Cannot read one of the games that were running", { file: this.#path });
    return undefined;
  }

  async #write(): Promise<void> {
    const sessions = this.#wanted;
    const text = JSON.stringify(sessions, replace);
    if (text === this.#written) return;
    try {
      await withFileLock(this.#path, async () => {
        for (const { id } of sessions) this.#own.add(id);
        await replaceFile(this.#path, JSON.stringify([...(await this.#ofOthers()), ...sessions], replace));
      });
      this.#written = text;
      if (this.#isFailing) this.log.info("The running games can be stored again", { file: this.#path });
      this.#isFailing = false;
    } catch (error) {
      if (!this.#isFailing)
        this.log.warn("Cannot store the running games for the next run", { file: this.#path, error });
      this.#isFailing = true;
    }
  }

  /** Returns the sessions that another process has added since the file was read. */
  async #ofOthers(): Promise<readonly StoredSession[]> {
    const found = await this.#read().catch((): readonly unknown[] => []);
    return found.filter((stored) => isStored(stored) && !this.#own.has(stored.id)) as readonly StoredSession[];
  }

  async #read(): Promise<readonly unknown[]> {
    const text = await readFileIfExists(this.#path);
    if (text === undefined) return [];
    const found = JSON.parse(text, revive) as unknown;
    if (!Array.isArray(found)) throw new TypeError("expected a list of sessions");
    return found as readonly unknown[];
  }
}

function isStored(value: unknown): value is StoredSession {
  const fields = (value ?? {}) as Readonly<Record<string, unknown>>;
  const { id, gameId, how, launch, original, program, startedAt, playedMs, seenAt, processes, modes } = fields;
  return (
    [id, gameId, how].every((text) => typeof text === "string") &&
    [launch, original, program].every((text) => text === undefined || typeof text === "string") &&
    [startedAt, playedMs, seenAt].every((time) => typeof time === "number" && time >= 0 && Number.isFinite(time)) &&
    isTextList(processes) &&
    Array.isArray(modes) &&
    modes.every((mode) => isMode(mode))
  );
}

function isMode(value: unknown): boolean {
  const { kind, folder, names } = (value ?? {}) as Readonly<Record<string, unknown>>;
  if (kind === "folder") return typeof folder === "string";
  return kind === "processes" ? isTextList(names) : typeof kind === "string";
}

function isTextList(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
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
