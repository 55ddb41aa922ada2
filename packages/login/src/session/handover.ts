import { join } from "node:path";
import { BackendTimeout } from "@galaxy-kit/sdk";
import { FileLock, readFileIfExists, replaceFile } from "@galaxy-kit/state";
import { HeldTokens } from "./held-tokens.js";
import type { SessionParts } from "./session-parts.js";
import type { SessionTokens } from "./session-tokens.js";

/** Longer than a request for tokens may take. */
const MAX_WAIT_MS = 70_000;
const FIRST_PAUSE_MS = 50;
const MAX_PAUSE_MS = 1_000;
/** A process finds the latest tokens if it has missed this many renewals: with one each hour, those of some days. */
const MAX_ENTRIES = 64;

/** Tokens that have taken the place of others. */
interface Entry {
  /** The label of the old ones. */
  readonly after: string;
  /** The new ones, encrypted with the old ones. */
  readonly sealed: string;
}

/**
 * Passes renewed tokens on to other processes of the same integration, which still have the old ones: GALAXY starts the next process while
 * the one before is closing, and what that one stores comes too late.
 *
 * The old tokens are the key to the new ones, so the file is useless to anyone without the login, and after Disconnect.
 */
export class Handover<Tokens extends SessionTokens> {
  readonly #path: string;
  #hasWarned = false;

  constructor(
    private readonly name: string,
    private readonly parts: SessionParts,
  ) {
    this.#path = join(parts.folder.data, `${name}.handover.json`);
  }

  /**
   * Does something with the tokens while no other process does.
   *
   * @throws `BackendTimeout` if another process takes too long
   */
  async inTurn<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    const lock = new FileLock(this.#path);
    await this.#take(lock, signal);
    try {
      return await work();
    } finally {
      await lock.release().catch(() => undefined);
    }
  }

  /** Resolves to the tokens that another process got for these; undefined if none did, or the file is damaged. */
  async after(held: HeldTokens<Tokens>): Promise<HeldTokens<Tokens> | undefined> {
    const entries = await this.#read();
    if (entries.length === 0) return undefined;
    const { labelOf, unseal } = await import("./sealed-text.js");
    const next = ({ renewal }: HeldTokens<Tokens>): HeldTokens<Tokens> | undefined => {
      const entry = entries.find(({ after }) => after === labelOf(renewal));
      try {
        return entry && HeldTokens.read(JSON.parse(unseal(entry.sealed, renewal)));
      } catch {
        return undefined;
      }
    };
    let latest: HeldTokens<Tokens> | undefined;
    // The other process may have renewed them several times.
    for (let found = next(held); found; found = next(found)) latest = found;
    return latest;
  }

  /** Leaves new tokens for processes that have the old ones. Logs a warning if that is not possible. */
  async leave(before: HeldTokens<Tokens>, held: HeldTokens<Tokens>): Promise<void> {
    try {
      // The old refresh token stays valid, so no process needs another one.
      if (before.renewal === held.renewal) return;
      const { labelOf, seal } = await import("./sealed-text.js");
      const entry = { after: labelOf(before.renewal), sealed: seal(JSON.stringify(held.toStored()), before.renewal) };
      // Some platforms give an old token once more, which is the latest then.
      const outdated = [entry.after, labelOf(held.renewal)];
      const others = (await this.#read()).filter(({ after }) => !outdated.includes(after));
      await replaceFile(this.#path, JSON.stringify([...others, entry].slice(-MAX_ENTRIES)));
    } catch (error) {
      this.#warn(error);
    }
  }

  async #take(lock: FileLock, signal: AbortSignal): Promise<void> {
    const { clock } = this.parts;
    const since = clock.monotonic();
    try {
      for (let pause = FIRST_PAUSE_MS; !(await lock.tryTake()); pause = Math.min(pause * 2, MAX_PAUSE_MS)) {
        if (clock.monotonic() - since > MAX_WAIT_MS) {
          throw new BackendTimeout(
            `Another process of this integration has been renewing ${this.name} for ${MAX_WAIT_MS / 1000} s`,
          );
        }
        await clock.sleep(pause, signal);
      }
    } catch (error) {
      if (signal.aborted || BackendTimeout.is(error)) throw error;
      // A folder that cannot be written to: as if there were no other process, as nearly always.
      this.#warn(error);
    }
  }

  async #read(): Promise<readonly Entry[]> {
    try {
      const entries: unknown = JSON.parse((await readFileIfExists(this.#path)) ?? "[]");
      return Array.isArray(entries) ? entries.filter(isEntry) : [];
    } catch {
      // Damaged, or not readable: the client has tokens, too.
      return [];
    }
  }

  #warn(error: unknown): void {
    if (this.#hasWarned) return;
    this.#hasWarned = true;
    this.parts.log
      .named(this.name)
      .warn(`${this.name}: cannot pass renewed tokens on to other processes of this integration`, {
        file: this.#path,
        error,
      });
  }
}

function isEntry(value: unknown): value is Entry {
  const { after, sealed } = (value ?? {}) as Partial<Entry>;
  return typeof after === "string" && typeof sealed === "string";
}
