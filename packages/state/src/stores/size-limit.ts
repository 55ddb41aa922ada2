import type { Logger } from "@galaxy-kit/sdk";
import { StoreFullError } from "./errors.js";
import { bytesOf } from "./storage.js";

const MB = 1024 * 1024;
/** How many of the largest keys a message names. */
const MAX_NAMED = 5;

/** Watches how much is stored: it warns once, and refuses what is too much. */
export class SizeLimit {
  readonly #sizes = new Map<string, number>();
  #total = 0;
  #hasWarned = false;

  /**
   * @param subject - what is limited, for messages
   * @param advice - how to store less
   */
  constructor(
    private readonly subject: string,
    private readonly warnAtMb: number,
    private readonly maxMb: number,
    private readonly advice: string,
    private readonly log: Logger,
  ) {}

  get bytes(): number {
    return this.#total;
  }

  /** Counts an entry that is stored already. */
  count(key: string, text: string): void {
    const size = bytesOf(key, text);
    this.#total += size - (this.#sizes.get(key) ?? 0);
    this.#sizes.set(key, size);
  }

  /**
   * Counts an entry that is about to be stored.
   *
   * @throws StoreFullError
   */
  admit(key: string, text: string): void {
    const total = this.#total + bytesOf(key, text) - (this.#sizes.get(key) ?? 0);
    if (total > this.maxMb * MB && total > this.#total) {
      throw new StoreFullError(
        `${this.subject} would be larger than ${this.maxMb} MB, so ${JSON.stringify(key)} was not stored. ${this.#describe()}`,
      );
    }
    this.count(key, text);
    if (total <= this.warnAtMb * MB || this.#hasWarned) return;
    this.#hasWarned = true;
    this.log.warn(`${this.subject} is larger than ${this.warnAtMb} MB. ${this.#describe()}`);
  }

  remove(key: string): void {
    this.#total -= this.#sizes.get(key) ?? 0;
    this.#sizes.delete(key);
  }

  #describe(): string {
    const largest = [...this.#sizes].sort(([, a], [, b]) => b - a).slice(0, MAX_NAMED);
    const named = largest.map(([key, size]) => `${JSON.stringify(key)} (${(size / MB).toFixed(1)} MB)`);
    return `The largest keys: ${named.join(", ")}. ${this.advice}`;
  }
}
