import type { ImportRow } from "../contract/index.js";

/** How far back one looks to tell how fast something is, in milliseconds. */
const WINDOW = 3_000;

/** From one mark to the next, in milliseconds. */
const BETWEEN_MARKS = 250;

interface Mark {
  readonly time: number;
  readonly items: number;
}

/** How fast items come. */
export class Pace {
  /** Oldest first. */
  readonly #marks: Mark[];
  #items: number;
  #endedAt: number | undefined;

  constructor(
    private readonly startedAt: number,
    private readonly itemsAtStart: number,
  ) {
    this.#items = itemsAtStart;
    this.#marks = [{ time: startedAt, items: itemsAtStart }];
  }

  /** Otherwise it is another import that has come so far. */
  goesOnWith(items: number): boolean {
    return this.#endedAt === undefined && items >= this.#items;
  }

  advance(time: number, items: number): void {
    this.#items = items;
    if (time - (this.#marks.at(-1)?.time ?? 0) >= BETWEEN_MARKS) this.#marks.push({ time, items });
    this.#forgetBefore(time - WINDOW);
  }

  end(time: number): void {
    this.#endedAt = time;
  }

  describe(now: number): Pick<ImportRow, "startedAt" | "endedAt" | "perSecond"> {
    const ended = this.#endedAt !== undefined && { endedAt: this.#endedAt };
    return { startedAt: this.startedAt, ...ended, perSecond: Math.round(this.#perSecond(now)) };
  }

  #perSecond(now: number): number {
    if (this.#endedAt !== undefined) return rate(this.#items - this.itemsAtStart, this.#endedAt - this.startedAt);
    this.#forgetBefore(now - WINDOW);
    const [oldest] = this.#marks;
    return oldest ? rate(this.#items - oldest.items, now - oldest.time) : 0;
  }

  /** One mark from before stays, as the window begins after it. */
  #forgetBefore(time: number): void {
    while ((this.#marks[1]?.time ?? Infinity) <= time) this.#marks.shift();
  }
}

function rate(items: number, milliseconds: number): number {
  return milliseconds > 0 ? (items * 1000) / milliseconds : 0;
}
