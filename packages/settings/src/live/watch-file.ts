import { type FSWatcher, watch } from "node:fs";
import { stat } from "node:fs/promises";
import { basename, dirname } from "node:path";
import type { Clock } from "@galaxy-kit/sdk";

/** An editor may write a file in several steps. */
const SETTLE_MS = 200;
/** The system does not report every change: not on a network drive, and not without a watcher. */
const POLL_MS = 5_000;
/** A file that is written all the time is read that often, in settle times. */
const MAX_SETTLES = 20;

interface WatchOptions {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly onChange: () => void;
}

/** Calls a function some time after a file was written, replaced or deleted. */
export function watchFile(path: string, options: WatchOptions): void {
  void new FileWatch(path, options).run();
}

/** Looks at a file regularly, and at once when the system reports a change in its folder, since an editor may replace the file. */
class FileWatch {
  #watcher: FSWatcher | undefined;
  /** The folder that is watched: one that is created again is another. */
  #folder: string | undefined;
  #hinted = false;
  #wake = (): void => undefined;

  constructor(
    private readonly path: string,
    private readonly options: WatchOptions,
  ) {}

  /** Ends when the integration closes. */
  async run(): Promise<void> {
    try {
      await this.#loop();
    } catch (error) {
      if (!this.options.signal.aborted) throw error;
    } finally {
      this.#watcher?.close();
    }
  }

  async #loop(): Promise<never> {
    for (let seen = await look(this.path); ;) {
      const isNewFolder = await this.#watchFolder();
      if (!isNewFolder && !this.#isHinted()) await this.#pause();
      // What is hinted at counts in any case: a change may keep the size, and be faster than the clock of the file system.
      if (!this.#isHinted() && (await look(this.path)) === seen) continue;
      seen = await this.#settled();
      this.options.onChange();
    }
  }

  /** Resolves to how the file looks once it was left alone for a moment. */
  async #settled(): Promise<string> {
    for (let settles = 1; ; settles++) {
      this.#hinted = false;
      const before = await look(this.path);
      await this.options.clock.sleep(SETTLE_MS, this.options.signal);
      const now = await look(this.path);
      if ((!this.#isHinted() && now === before) || settles === MAX_SETTLES) return now;
    }
  }

  /** Resolves to whether the folder has been replaced by another one. */
  async #watchFolder(): Promise<boolean> {
    const folder = dirname(this.path);
    const found = await identityOf(folder);
    if (found === this.#folder) return false;
    this.#watcher?.close();
    this.#watcher = undefined;
    this.#folder = found;
    try {
      this.#watcher = watch(folder, { persistent: false }, (_event, name) => {
        if (name === null || name === basename(this.path)) this.#hint();
      }).on("error", () => this.#watcher?.close());
    } catch {
      // There is no such folder, or the system has no watcher left: the file is looked at anyway.
    }
    return true;
  }

  #isHinted(): boolean {
    return this.#hinted;
  }

  #hint(): void {
    this.#hinted = true;
    this.#wake();
  }

  /** Ends early when the system hints at a change. */
  async #pause(): Promise<void> {
    const hint = new AbortController();
    this.#wake = () => hint.abort();
    const signal = AbortSignal.any([this.options.signal, hint.signal]);
    await this.options.clock.sleep(POLL_MS, signal).catch(() => this.options.signal.throwIfAborted());
  }
}

/** Returns what changes when a file does. */
async function look(path: string): Promise<string> {
  return await stat(path, { bigint: true }).then(
    ({ mtimeNs, size, ino }) => `${mtimeNs} ${size} ${ino}`,
    () => "missing",
  );
}

async function identityOf(folder: string): Promise<string | undefined> {
  return await stat(folder, { bigint: true }).then(
    ({ dev, ino }) => `${dev} ${ino}`,
    () => undefined,
  );
}
