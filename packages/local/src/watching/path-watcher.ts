import type { Awaitable, Clock } from "@galaxy-kit/sdk";
import { ChangeHints } from "./change-hints.js";

/** What is watched, and how. */
export interface Watch {
  /** The files and folders that the system is asked to report changes of. They need not exist. */
  readonly paths: () => Awaitable<readonly string[]>;
  /** Looks: two equal results mean that nothing has changed. */
  readonly look: () => Promise<string>;
  /** How long a change must be over, in milliseconds. */
  readonly settle: number;
  /** How long to wait for a hint from the system before looking without one, in milliseconds. */
  readonly refresh: () => number;
  /** Called when something has changed. The next change is reported only when it is done. */
  readonly changed: () => Promise<void>;
  /** Called once if the system cannot report changes. */
  readonly hintsUnavailable: (error: Error) => void;
}

/** A file that is written all the time is reported that often, in settle times. */
const MAX_SETTLES = 20;

/**
 * Reports changes of files and folders until the integration closes. It looks at intervals, and at once when the system hints at a
 * change: so it also works where the system reports nothing, such as on network drives.
 */
export class PathWatcher {
  readonly #hints: ChangeHints;
  /** Whether something may have changed since the last look began. */
  #isHinted = false;
  #wake = (): void => undefined;

  constructor(
    private readonly watch: Watch,
    private readonly clock: Clock,
    private readonly signal: AbortSignal,
  ) {
    let isReported = false;
    this.#hints = new ChangeHints(
      () => {
        this.#isHinted = true;
        this.#wake();
      },
      (error) => {
        if (isReported) return;
        isReported = true;
        watch.hintsUnavailable(error);
      },
    );
  }

  async run(): Promise<void> {
    const { paths, refresh, changed } = this.watch;
    try {
      for (let known = await this.#look(); !this.#isOver();) {
        // What changed in a folder before the system reports its changes is seen now.
        if (await this.#hints.follow(await paths())) this.#isHinted = true;
        await this.#pause(refresh());
        const now = await this.#settledUnless(known);
        if (now === known || this.#isOver()) continue;
        known = now;
        await changed();
      }
    } finally {
      this.#hints.close();
    }
  }

  #look(): Promise<string> {
    this.#isHinted = false;
    return this.watch.look();
  }

  /** Waits for this long, or for a hint, which may have come while the last change was reported. */
  async #pause(milliseconds: number): Promise<void> {
    if (this.#isHinted) return;
    const woken = new AbortController();
    this.#wake = () => woken.abort();
    this.signal.addEventListener("abort", this.#wake, { once: true });
    await this.clock.sleep(milliseconds, woken.signal).catch(() => undefined);
    this.signal.removeEventListener("abort", this.#wake);
  }

  /** Returns what it looks like: at once if that is known, else once it has stayed the same for the settle time. */
  async #settledUnless(known: string): Promise<string> {
    let last = await this.#look();
    for (let count = 0; last !== known && count < MAX_SETTLES && !this.#isOver(); count++) {
      await this.clock.sleep(this.watch.settle, this.signal).catch(() => undefined);
      const now = await this.#look();
      if (now === last) break;
      last = now;
    }
    return last;
  }

  #isOver(): boolean {
    return this.signal.aborted;
  }
}
