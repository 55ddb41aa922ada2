import type { ImportRow } from "../contract/index.js";

/** The rate of a running import is its average over this time. */
const WINDOW_MS = 3_000;
const SAMPLE_INTERVAL_MS = 250;

interface Sample {
  readonly time: number;
  readonly items: number;
}

/** Measures how fast one import progresses. */
export class ImportRate {
  /** Oldest first. */
  readonly #samples: Sample[];
  #items: number;
  #endedAt: number | undefined;

  constructor(
    private readonly startedAt: number,
    private readonly itemsAtStart: number,
  ) {
    this.#items = itemsAtStart;
    this.#samples = [{ time: startedAt, items: itemsAtStart }];
  }

  /** Returns false if this many items can only belong to another import. */
  canContinueAt(items: number): boolean {
    return this.#endedAt === undefined && items >= this.#items;
  }

  update(time: number, items: number): void {
    this.#items = items;
    if (time - (this.#samples.at(-1)?.time ?? 0) >= SAMPLE_INTERVAL_MS) this.#samples.push({ time, items });
    this.#dropSamplesBefore(time - WINDOW_MS);
  }

  end(time: number): void {
    this.#endedAt = time;
  }

  at(now: number): Pick<ImportRow, "startedAt" | "endedAt" | "perSecond"> {
    const ended = this.#endedAt !== undefined && { endedAt: this.#endedAt };
    return { startedAt: this.startedAt, ...ended, perSecond: Math.round(this.#perSecond(now)) };
  }

  #perSecond(now: number): number {
    if (this.#endedAt !== undefined) return perSecond(this.#items - this.itemsAtStart, this.#endedAt - this.startedAt);
    this.#dropSamplesBefore(now - WINDOW_MS);
    const [oldest] = this.#samples;
    return oldest ? perSecond(this.#items - oldest.items, now - oldest.time) : 0;
  }

  /** Keeps the last sample before that time, as the start of the window. */
  #dropSamplesBefore(time: number): void {
    while ((this.#samples[1]?.time ?? Infinity) <= time) this.#samples.shift();
  }
}

function perSecond(items: number, milliseconds: number): number {
  return milliseconds > 0 ? (items * 1000) / milliseconds : 0;
}
