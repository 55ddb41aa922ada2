import { type Clock, RetryAfter, TooManyRequests } from "@galaxy-kit/sdk";
import type { HttpRequest } from "../request/http-request.js";
import { MAX_TIMER_MS } from "../retry/retry-after.js";
import { Lane, type Waiter } from "./lane.js";
import type { Limits } from "./rate-limit.js";

/** How many requests may wait. */
const MAX_WAITING = 1000;
/** The longest pause that a backend may ask for while requests wait. Beyond that, requests fail instead of waiting for a day. */
const MAX_PAUSE_MS = 15 * 60_000;

const ADMITTED = Symbol("admitted");

/** Lets the requests of one API pass, within its limits. */
export class RequestQueue {
  #free: number;
  readonly #lanes = new Map<string, Lane>();
  #timer: AbortController | undefined;

  /**
   * @param clock - for requests that wait, which are part of a call
   * @param backgroundClock - for the queue itself, which is not
   */
  constructor(
    private readonly limits: Limits,
    private readonly clock: Clock,
    private readonly backgroundClock: Clock,
  ) {
    this.#free = limits.concurrency;
  }

  /**
   * Resolves when a request may be sent, to what to call when it is done. Rejects with the signal's reason.
   *
   * @param isUrgent - whether it goes before those that are not
   */
  async enter(request: HttpRequest, isUrgent: boolean, signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted();
    const lane = this.#laneOf(request);
    if (lane.size >= MAX_WAITING) {
      throw new TooManyRequests(
        `${String(request)} was not sent: ${MAX_WAITING} requests are waiting for the rate limit. Use each() for many ids`,
      );
    }
    const paused = pauseError(lane.pauseMs(this.clock.monotonic()));
    if (paused) throw paused();
    await this.#turn(isUrgent ? lane.urgent : lane.others, signal);
    return () => {
      this.#free += 1;
      this.#letPass();
    };
  }

  /** The backend has refused a request because there were too many. */
  refused(request: HttpRequest, pauseMs: number | undefined): void {
    const lane = this.#laneOf(request);
    lane.refused(this.clock.monotonic(), pauseMs);
    const paused = pauseError(pauseMs ?? 0);
    if (paused) lane.refuseAll(paused);
  }

  /** Sleeps until it is the turn of the request: a test that moves the clock sees that the call waits. */
  async #turn(queue: Set<Waiter>, signal: AbortSignal): Promise<void> {
    const awake = new AbortController();
    const waiter: Waiter = { admit: () => awake.abort(ADMITTED), refuse: (error) => awake.abort(error) };
    const leave = (): void => {
      queue.delete(waiter);
      awake.abort(signal.reason);
    };
    queue.add(waiter);
    signal.addEventListener("abort", leave, { once: true });
    this.#letPass();
    while (!awake.signal.aborted) await this.clock.sleep(MAX_TIMER_MS, awake.signal).catch(() => undefined);
    signal.removeEventListener("abort", leave);
    if (awake.signal.reason !== ADMITTED) throw awake.signal.reason;
  }

  #laneOf(request: HttpRequest): Lane {
    const { rates } = this.limits;
    const key = JSON.stringify(rates.map(({ keyOf }) => keyOf(request)));
    const lane = this.#lanes.get(key) ?? new Lane(rates);
    this.#lanes.set(key, lane);
    return lane;
  }

  #letPass(): void {
    const now = this.clock.monotonic();
    let soonest = Infinity;
    for (const [key, lane] of [...this.#lanes]) {
      while (this.#free > 0 && lane.size > 0 && lane.waitMs(now) === 0) {
        this.#free -= 1;
        lane.admitNext(now);
        // The other lanes come first the next time.
        this.#lanes.delete(key);
        this.#lanes.set(key, lane);
      }
      if (this.#free > 0 && lane.size > 0) soonest = Math.min(soonest, lane.waitMs(now));
    }
    this.#letPassAfter(soonest);
  }

  #letPassAfter(milliseconds: number): void {
    this.#timer?.abort();
    if (milliseconds === Infinity) return;
    const timer = new AbortController();
    this.#timer = timer;
    this.backgroundClock.sleep(Math.min(Math.ceil(milliseconds), MAX_TIMER_MS), timer.signal).then(
      () => this.#letPass(),
      () => undefined,
    );
  }
}

/** Returns the error for requests that would wait too long, or undefined. */
function pauseError(pauseMs: number): (() => RetryAfter) | undefined {
  if (pauseMs <= MAX_PAUSE_MS) return undefined;
  const message = `A request was not sent: the backend has asked to wait for ${Math.ceil(pauseMs / 1000)} s`;
  return () => new RetryAfter(`${Math.ceil(pauseMs)}ms`, message);
}
