import type { Rate } from "./rate-limit.js";

/** What a rate allows. Times are in milliseconds, and never go back. */
export interface Allowance {
  /** Returns how long to wait before the next request; 0 if it may go now. */
  waitMs(now: number): number;
  /** A request goes now. */
  take(now: number): void;
}

/** Returns what is left of a length of time. */
export function remaining(since: number, lengthMs: number, now: number): number {
  return Math.max(0, since + lengthMs - now);
}

/** Starts to count for a rate. */
export function allowanceOf({ requests, perMs, burst }: Rate): Allowance {
  return burst === undefined ? new Window(requests, perMs) : new Bucket(perMs / requests, burst);
}

/** Never more requests than so many within any length of time. */
class Window implements Allowance {
  /** When the latest requests went: the oldest is replaced first. */
  readonly #times: number[] = [];
  #oldest = 0;

  constructor(
    private readonly requests: number,
    private readonly perMs: number,
  ) {}

  waitMs(now: number): number {
    const oldest = this.#times[this.#oldest];
    return this.#times.length < this.requests || oldest === undefined ? 0 : remaining(oldest, this.perMs, now);
  }

  take(now: number): void {
    this.#times[this.#oldest] = now;
    this.#oldest = (this.#oldest + 1) % this.requests;
  }
}

/** A token for each request; tokens come one by one, and so many are kept. */
class Bucket implements Allowance {
  #tokens: number;
  #countedAt = -Infinity;

  constructor(
    private readonly msPerToken: number,
    private readonly burst: number,
  ) {
    this.#tokens = burst;
  }

  waitMs(now: number): number {
    this.#count(now);
    return Math.max(0, (1 - this.#tokens) * this.msPerToken);
  }

  take(now: number): void {
    this.#count(now);
    this.#tokens -= 1;
  }

  #count(now: number): void {
    this.#tokens = Math.min(this.burst, this.#tokens + (now - this.#countedAt) / this.msPerToken);
    this.#countedAt = now;
  }
}
