import type { Clock } from "./clock.js";

/** A clock whose timers stand still while something holds it, such as a breakpoint in the integration. The time itself goes on. */
export class HoldableClock implements Clock {
  readonly #timers = new Set<HoldableTimer>();
  #isHeld = false;

  constructor(private readonly clock: Clock) {}

  get isHeld(): boolean {
    return this.#isHeld;
  }

  now(): number {
    return this.clock.now();
  }

  setTimeout(callback: () => void, delay: number): HoldableTimer {
    const timer = new HoldableTimer(this.clock, delay, () => {
      this.#timers.delete(timer);
      callback();
    });
    this.#timers.add(timer);
    if (!this.#isHeld) timer.start();
    return timer;
  }

  clearTimeout(timer: unknown): void {
    if (!(timer instanceof HoldableTimer)) return;
    timer.stop();
    this.#timers.delete(timer);
  }

  hold(): void {
    if (this.#isHeld) return;
    this.#isHeld = true;
    for (const timer of this.#timers) timer.stop();
  }

  release(): void {
    if (!this.#isHeld) return;
    this.#isHeld = false;
    for (const timer of this.#timers) timer.start();
  }
}

class HoldableTimer {
  #timer: unknown;
  #startedAt = 0;

  constructor(
    private readonly clock: Clock,
    private remaining: number,
    private readonly callback: () => void,
  ) {}

  start(): void {
    this.#startedAt = this.clock.now();
    this.#timer = this.clock.setTimeout(this.callback, this.remaining);
  }

  stop(): void {
    if (this.#timer === undefined) return;
    this.clock.clearTimeout(this.#timer);
    this.#timer = undefined;
    this.remaining = Math.max(0, this.remaining - (this.clock.now() - this.#startedAt));
  }
}
