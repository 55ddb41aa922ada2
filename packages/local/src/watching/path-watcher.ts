import type { Clock } from "@galaxy-kit/sdk";
import { ChangeHints } from "./change-hints.js";
import { signatureOf } from "./signature.js";

/** What is watched, and how. */
export interface Watch {
  /** The files and folders at the moment; they need not exist. */
  readonly paths: () => readonly string[];
  /** How long a change must be over, in milliseconds. */
  readonly settle: number;
  /** How often to look without a hint from the system, in milliseconds. */
  readonly poll: number;
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
  #wake = (): void => undefined;

  constructor(
    private readonly watch: Watch,
    private readonly clock: Clock,
    private readonly signal: AbortSignal,
  ) {
    let isReported = false;
    this.#hints = new ChangeHints(
      () => this.#wake(),
      (error) => {
        if (isReported) return;
        isReported = true;
        watch.hintsUnavailable(error);
      },
    );
  }

  async run(): Promise<void> {
    const { paths, poll, changed } = this.watch;
    try {
      for (let known = await signatureOf(paths()); !this.#isOver();) {
        await this.#hints.follow(paths());
        await this.#pause(poll);
        const now = await this.#settledUnless(known);
        if (now === known || this.#isOver()) continue;
        known = now;
        await changed();
      }
    } finally {
      this.#hints.close();
    }
  }

  /** Waits for this long, or for a hint. */
  async #pause(milliseconds: number): Promise<void> {
    const woken = new AbortController();
    this.#wake = () => woken.abort();
    this.signal.addEventListener("abort", this.#wake, { once: true });
    await this.clock.sleep(milliseconds, woken.signal).catch(() => undefined);
    this.signal.removeEventListener("abort", this.#wake);
  }

  /** Returns the signature: at once if it is known, else once it has stayed the same for the settle time. */
  async #settledUnless(known: string): Promise<string> {
    let last = await signatureOf(this.watch.paths());
    for (let count = 0; last !== known && count < MAX_SETTLES && !this.#isOver(); count++) {
      await this.clock.sleep(this.watch.settle, this.signal).catch(() => undefined);
      const now = await signatureOf(this.watch.paths());
      if (now === last) break;
      last = now;
    }
    return last;
  }

  #isOver(): boolean {
    return this.signal.aborted;
  }
}
