import type { Baseline } from "./baseline.js";

/** What a source knows, and keeps for the next start. */
export class KnownItems {
  #texts = new Map<string, string>();
  #userId: string | undefined;
  /** Whether it is an answer, and not only what was put. */
  hasAnswer = false;
  /** Whether no run has succeeded since the start. */
  isFromEarlierStart = false;
  /** When the last complete answer came, in milliseconds since 1970. */
  at: number | undefined;

  /** @param baseline - keeps it for the next start; undefined if that is not wanted */
  constructor(private readonly baseline: Baseline | undefined) {}

  /** The JSON of each item by id. */
  get texts(): ReadonlyMap<string, string> {
    return this.#texts;
  }

  set(id: string, text: string): void {
    this.#texts.set(id, text);
    this.#saveSoon();
  }

  delete(id: string): void {
    if (this.#texts.delete(id)) this.#saveSoon();
  }

  /** A run has ended with a complete answer. */
  answered(at: number): void {
    if (!this.hasAnswer) this.#saveSoon();
    this.hasAnswer = true;
    this.isFromEarlierStart = false;
    this.at = at;
  }

  /** Resolves to whether an answer of an earlier start is known now. */
  async restore(): Promise<boolean> {
    const stored = await this.baseline?.load();
    if (!stored || this.hasAnswer || (this.#userId !== undefined && stored.userId !== this.#userId)) return false;
    this.#userId = stored.userId;
    this.#texts = new Map([...stored.texts, ...this.#texts]);
    this.hasAnswer = true;
    this.isFromEarlierStart = true;
    this.at = stored.at;
    return true;
  }

  /** Records whose items these are from now on. Returns whether they were another user's until now. */
  changeUser(userId: string): boolean {
    const isOther = this.#userId !== undefined && this.#userId !== userId;
    this.#userId = userId;
    return isOther;
  }

  forget(): void {
    this.#texts = new Map();
    this.hasAnswer = false;
    this.isFromEarlierStart = false;
    this.at = undefined;
  }

  #saveSoon(): void {
    this.baseline?.saveSoon(() =>
      this.hasAnswer ? { userId: this.#userId, at: this.at ?? 0, texts: this.#texts } : undefined,
    );
  }
}
