import { type Clock, RetryAfter, type SourceRun } from "@galaxy-kit/sdk";
import { toMilliseconds } from "@galaxy-kit/sdk/internal";
import { sleepThrough } from "../lifecycle/sleep-through.js";
import type { CallTrace } from "../logging/call-trace.js";

/** The minimum time between the starts of two runs that `ask()` requests. */
const COOL_DOWN_MS = 10_000;

export type Reason = SourceRun<unknown>["reason"];

/** A run while it is running. */
export class Run {
  readonly #controller = new AbortController();
  #makeAnswerable = (): void => undefined;
  /** Settles when there is something to answer the client with, which may be before the end. */
  readonly answerable = new Promise<void>((resolve) => {
    this.#makeAnswerable = resolve;
  });
  /** Settles with the run, and never rejects. */
  ended: Promise<void> = Promise.resolve();
  /** Whether its answer still counts. */
  isCurrent = true;
  /** Whether it began before something that it may have missed. */
  isOutdated = false;
  /** The ids that were changed during the run: that is newer than the answer. */
  readonly patched = new Set<string>();
  /** Stands for it, without keeping it in memory. */
  readonly mark = {};

  constructor(
    readonly reason: Reason,
    readonly startedAt: number,
  ) {}

  /** Aborted when the answer no longer counts. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  makeAnswerable(): void {
    this.#makeAnswerable();
  }

  abandon(reason?: unknown): void {
    this.isCurrent = false;
    this.#controller.abort(reason);
    this.#makeAnswerable();
  }
}

interface RunsParts {
  /** What a run does. Rejects if it failed. */
  readonly perform: (run: Run) => Promise<void>;
  readonly succeeded: () => void;
  readonly failed: (error: unknown) => void;
  /** How long to wait between two runs; undefined without an interval. */
  readonly intervalMs: number | undefined;
  /** How soon another run has to confirm the last one, in milliseconds; undefined if none has to. */
  readonly confirmWithin: () => number | undefined;
  /** Resolves when the first run may start. */
  readonly ready: () => Promise<void>;
  /** Whether the client takes reports of changes. */
  readonly isNeeded: () => boolean;
  readonly clock: Clock;
  readonly trace: CallTrace;
  readonly signal: AbortSignal;
}

/** Decides when a source runs: one run at a time, however many callers ask for one. */
export class Runs {
  #current: Run | undefined;
  #lastAsked = -Infinity;
  /** How long the platform has asked to be left alone. */
  #rest: Span | undefined;
  #hasFailed = false;
  #isPaused = false;
  #timer: { readonly controller: AbortController; readonly at: number } | undefined;
  /** Settles with a run that was asked for and has not begun; undefined if there is none. */
  #asked: Promise<void> | undefined;

  constructor(private readonly parts: RunsParts) {
    parts.signal.addEventListener("abort", () => {
      this.#cancelTimer();
      this.#current?.abandon(parts.signal.reason);
    });
  }

  get current(): Run | undefined {
    return this.#current;
  }

  get isPaused(): boolean {
    return this.#isPaused;
  }

  /** When the next run begins. */
  get nextAt(): number | undefined {
    return this.#timer?.at;
  }

  /** Joins the current run, or starts one. Returns undefined if none may start now. */
  start(reason: Reason): Run | undefined {
    if (this.#current) return this.#current;
    const { clock, signal } = this.parts;
    const now = clock.now();
    if (signal.aborted || this.#isPaused || remaining(this.#rest, now) > 0) return undefined;
    this.#cancelTimer();
    const run = new Run(reason, now);
    this.#current = run;
    if (reason === "asked") this.#lastAsked = now;
    run.ended = this.#perform(run);
    return run;
  }

  /** Resolves when a run has ended that began after this call: what the caller knows may have come too late for the current one. */
  ask(): Promise<void> {
    this.#asked ??= this.#untilCool().then(() => {
      this.#asked = undefined;
      return this.start("asked")?.ended;
    });
    return this.#asked;
  }

  /** Plans the next run by interval, unless one is planned or running. */
  plan(): void {
    if (!this.#timer && !this.#current) this.#planAfter(this.#pause);
  }

  /** Something newer is known: the next run by interval is put off. */
  putOff(): void {
    if (!this.#timer) return;
    this.#cancelTimer();
    this.plan();
  }

  /** The answer of the current run no longer counts. */
  abandon(): void {
    this.#current?.abandon();
    this.#current = undefined;
  }

  pause(isPaused: boolean): void {
    if (this.#isPaused === isPaused) return;
    this.#isPaused = isPaused;
    if (isPaused) this.#cancelTimer();
    else if (this.parts.isNeeded()) this.plan();
  }

  async #perform(run: Run): Promise<void> {
    const { perform, succeeded, failed } = this.parts;
    try {
      await perform(run);
      if (run.isCurrent) this.#end(run, succeeded);
    } catch (error) {
      if (run.isCurrent) {
        this.#end(run, () => failed(error), { error });
      }
    } finally {
      run.abandon();
    }
  }

  #end(run: Run, report: () => void, failure?: { readonly error: unknown }): void {
    const { clock, intervalMs, isNeeded } = this.parts;
    if (this.#current === run) this.#current = undefined;
    const retryAfter = failure && RetryAfter.delayOf(failure.error);
    const delay = retryAfter === undefined ? undefined : toMilliseconds(retryAfter);
    this.#rest = delay === undefined ? undefined : { since: clock.now(), ms: delay };
    this.#hasFailed = failure !== undefined;
    report();
    if (isNeeded()) this.#planAfter(intervalMs === undefined ? this.#pause : (delay ?? this.#pause));
  }

  /** How long to wait until the next run. */
  get #pause(): number | undefined {
    const { intervalMs, confirmWithin } = this.parts;
    const milliseconds = Math.min(intervalMs ?? Infinity, (this.#hasFailed ? undefined : confirmWithin()) ?? Infinity);
    return milliseconds === Infinity ? undefined : milliseconds;
  }

  #planAfter(milliseconds: number | undefined): void {
    const { clock, signal, trace } = this.parts;
    if (milliseconds === undefined || this.#isPaused || signal.aborted) return;
    this.#cancelTimer();
    const controller = new AbortController();
    const now = clock.now();
    const rest = this.#rest;
    const wait = Math.max(milliseconds, remaining(rest, now));
    const timer = { controller, at: now + wait };
    this.#timer = timer;
    // One timer, so a computer that has slept through several intervals runs it once.
    void sleepThrough(clock, wait, controller.signal).then(
      () => {
        if (this.#timer === timer) this.#timer = undefined;
        this.#endRest(rest);
        // Not for the call after which it was planned.
        trace.run({}, () => this.start(this.#hasFailed ? "retry" : "interval"));
      },
      () => undefined,
    );
  }

  #cancelTimer(): void {
    this.#timer?.controller.abort();
    this.#timer = undefined;
  }

  async #untilCool(): Promise<void> {
    const { clock, signal, ready } = this.parts;
    await ready();
    await this.#current?.ended;
    const now = clock.now();
    const rest = this.#rest;
    const wait = Math.max(remaining({ since: this.#lastAsked, ms: COOL_DOWN_MS }, now), remaining(rest, now));
    try {
      if (wait > 0) await clock.sleep(wait, signal);
    } catch {
      return;
    }
    this.#endRest(rest);
    // GALAXY may have started one meanwhile.
    await this.#current?.ended;
  }

  /** A rest was waited for, even if the clock shows less: a timer may be early by a millisecond, and the clock set back. */
  #endRest(rest: Span | undefined): void {
    if (this.#rest === rest) this.#rest = undefined;
  }
}

/** A length of time that began at some point, in milliseconds. */
interface Span {
  readonly since: number;
  readonly ms: number;
}

/** Returns how much of a span is left: never more than all of it, although the clock may have been set back. */
function remaining(span: Span | undefined, now: number): number {
  return span ? Math.min(span.ms, span.since + span.ms - now) : 0;
}
