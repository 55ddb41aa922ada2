import type { Clock, Logger } from "@galaxy-kit/sdk";
import { inWords } from "./in-words.js";

/** What fails in turns, such as the addresses of a server, is logged once each; this many are enough to see why it fails. */
const MAX_LOGGED = 5;

/** Repeated work that fails. Of many equal failures, the first is logged, and the recovery. */
export class Outage {
  /** When the work began to fail; undefined while it succeeds. */
  since: number | undefined;
  /** What was thrown last. */
  error: string | undefined;
  #count = 0;
  readonly #logged = new Set<string>();

  /**
   * @param name - `Class.method`, for the log
   * @param recovery - what it does when the outage is over
   */
  constructor(
    private readonly name: string,
    private readonly clock: Clock,
    private readonly log: Logger,
    private readonly recovery = "works again",
  ) {}

  /** @param logFailure - logs what was thrown */
  failed(error: unknown, logFailure: (error: unknown) => void): void {
    this.since ??= this.clock.now();
    this.#count += 1;
    const text = textOf(error);
    this.error = text;
    if (this.#logged.has(text) || this.#logged.size === MAX_LOGGED) return;
    this.#logged.add(text);
    logFailure(error);
  }

  succeeded(): void {
    if (this.since === undefined) return;
    const lasted = this.clock.now() - this.since;
    const seconds = Math.round(lasted / 1000);
    this.log.info(`${this.name} ${this.recovery} after ${inWords(lasted)}`, { failedRuns: this.#count, seconds });
    this.since = undefined;
    this.error = undefined;
    this.#count = 0;
    this.#logged.clear();
  }
}

/** What was thrown may be anything, even something that cannot be read. */
function textOf(error: unknown): string {
  try {
    return String(error);
  } catch {
    return "unreadable";
  }
}
