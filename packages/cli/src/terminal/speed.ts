/** Long enough to even out pauses, short enough to notice that work has become slower. */
const PERIOD_MS = 5_000;
/** A rate measured over a shorter time is meaningless. */
const MIN_PERIOD_MS = 500;

interface Sample {
  readonly time: number;
  readonly done: number;
}

/** Measures how fast work is advancing at present. */
export class Speed {
  #samples: readonly Sample[] = [{ time: performance.now(), done: 0 }];

  /** Notes how much is done, and returns how much is done per second; 0 if that is not known yet. */
  at(done: number): number {
    const time = performance.now();
    const recent = this.#samples.filter((sample) => time - sample.time <= PERIOD_MS);
    const since = recent[0] ?? this.#samples.at(-1);
    this.#samples = [...recent, { time, done }];
    if (!since || time - since.time < MIN_PERIOD_MS) return 0;
    return Math.max(((done - since.done) / (time - since.time)) * 1000, 0);
  }
}
