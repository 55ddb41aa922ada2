import { type Allowance, allowanceOf, remaining } from "./allowance.js";
import type { Rate } from "./rate-limit.js";

/** How often the rate is halved at most. */
const MAX_HALVINGS = 4;
/** How long a backend that does not complain makes up for one complaint. */
const FORGIVEN_MS = 60_000;

/** A request that waits for its turn. */
export interface Waiter {
  admit(): void;
  /** It is not sent. */
  refuse(error: Error): void;
}

/** The requests that share a limit, in the order in which they go. */
export class Lane {
  readonly urgent = new Set<Waiter>();
  readonly others = new Set<Waiter>();
  readonly #allowances: readonly Allowance[];
  readonly #usualGapMs: number;
  #lastAt = -Infinity;
  #pausedAt = 0;
  #pauseMs = 0;
  #halvings = 0;
  #halvedAt = 0;

  constructor(rates: readonly Rate[]) {
    this.#allowances = rates.map(allowanceOf);
    const [first] = rates;
    this.#usualGapMs = first ? first.perMs / first.requests : 0;
  }

  get size(): number {
    return this.urgent.size + this.others.size;
  }

  /** Returns how long the next request has to wait. */
  waitMs(now: number): number {
    const allowed = this.#allowances.map((allowance) => allowance.waitMs(now));
    return Math.max(0, this.pauseMs(now), this.#gapMs(now), ...allowed);
  }

  /** Returns for how long the backend wants to be left alone. */
  pauseMs(now: number): number {
    return remaining(this.#pausedAt, this.#pauseMs, now);
  }

  /** Refuses all requests that wait. */
  refuseAll(error: () => Error): void {
    for (const queue of [this.urgent, this.others]) {
      for (const waiter of queue) waiter.refuse(error());
      queue.clear();
    }
  }

  /** Lets the next request go. */
  admitNext(now: number): void {
    const queue = this.urgent.size > 0 ? this.urgent : this.others;
    const [next] = queue;
    if (!next) return;
    queue.delete(next);
    this.#lastAt = now;
    for (const allowance of this.#allowances) allowance.take(now);
    next.admit();
  }

  /** The backend has refused a request because there were too many. */
  refused(now: number, pauseMs: number | undefined): void {
    if (pauseMs !== undefined) {
      this.#pauseMs = Math.max(pauseMs, this.pauseMs(now));
      this.#pausedAt = now;
      return;
    }
    // Those that were on their way at the same time complain about the same.
    const halvings = this.#halvingsNow(now);
    if (halvings > 0 && remaining(this.#halvedAt, this.#gapFor(halvings), now) > 0) return;
    this.#halvings = Math.min(MAX_HALVINGS, halvings + 1);
    this.#halvedAt = now;
  }

  #gapMs(now: number): number {
    const halvings = this.#halvingsNow(now);
    return halvings === 0 ? 0 : remaining(this.#lastAt, this.#gapFor(halvings), now);
  }

  #gapFor(halvings: number): number {
    return this.#usualGapMs * 2 ** halvings;
  }

  #halvingsNow(now: number): number {
    const forgiven = Math.floor((now - this.#halvedAt) / FORGIVEN_MS);
    return Math.max(0, this.#halvings - forgiven);
  }
}
