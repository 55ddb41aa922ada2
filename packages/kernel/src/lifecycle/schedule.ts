import type { SchedulePart } from "@galaxy-kit/protocol";
import type { Clock, Lifetime, Logger } from "@galaxy-kit/sdk";
import { Outage } from "./outage.js";
import { settlesWithin } from "./settles-within.js";
import { sleepThrough } from "./sleep-through.js";
import { tookTooLong } from "./time-limit.js";

/** What a run threw. Boxed, because authors may throw anything, even a promise. */
export interface Failure {
  readonly error: unknown;
}

/** What is done repeatedly, and when. */
export interface RepeatedWork {
  /** `Class.method`. */
  readonly name: string;
  /** `Class.method (@Decorator())`. */
  readonly subject: string;
  /** Rejects with what the method throws. The signal fires when the integration closes, or when the run has taken too long. */
  readonly run: (signal: AbortSignal) => Promise<unknown>;
  readonly logFailure: (error: unknown) => void;
  /** Whether a run may start; if not, it is left out. */
  readonly isWanted: () => boolean;
  /** Returns how long to wait in milliseconds, after a run that took `took` milliseconds. */
  readonly pause: (took: number, failure: Failure | undefined) => number;
  /** How long a run may take, in milliseconds; longer runs are abandoned. */
  readonly timeLimit: number;
}

/** Does something immediately and then repeatedly, until the integration closes. Runs never overlap. */
export class Schedule {
  readonly #outage: Outage;
  #run: AbortController | undefined;
  #ranAt: number | undefined;
  #nextAt: number | undefined;

  constructor(
    private readonly work: RepeatedWork,
    private readonly context: { readonly clock: Clock; readonly lifetime: Lifetime; readonly log: Logger },
  ) {
    this.#outage = new Outage(work.name, context.clock, context.log);
    // One listener for all runs.
    context.lifetime.signal.addEventListener("abort", () => this.#run?.abort(context.lifetime.signal.reason));
  }

  /** For tools. */
  get state(): SchedulePart {
    const { since, error } = this.#outage;
    return {
      name: this.work.name,
      running: this.#run !== undefined,
      ranAt: this.#ranAt,
      nextAt: this.#nextAt,
      failingSince: since,
      error,
    };
  }

  async keepRunning(): Promise<void> {
    const { clock, lifetime } = this.context;
    while (!lifetime.signal.aborted) {
      const start = clock.now();
      const failure = await this.#runOnce();
      try {
        const now = clock.now();
        const pause = this.work.pause(Math.max(0, now - start), failure);
        this.#nextAt = Math.round(now + pause);
        await sleepThrough(clock, pause, lifetime.signal);
        this.#nextAt = undefined;
      } catch {
        return;
      }
    }
  }

  async #runOnce(): Promise<Failure | undefined> {
    try {
      if (!this.work.isWanted()) return undefined;
      await this.#withinLimit();
      this.#outage.succeeded();
      return undefined;
    } catch (error) {
      this.#outage.failed(error, this.work.logFailure);
      return { error };
    }
  }

  async #withinLimit(): Promise<void> {
    const { run, timeLimit, subject } = this.work;
    const controller = new AbortController();
    this.#run = controller;
    this.#ranAt = this.context.clock.now();
    try {
      const running = run(controller.signal);
      // Its outcome after the limit is ignored, so its rejection is handled here in any case.
      if (
        await settlesWithin(
          this.context.clock,
          timeLimit,
          running.catch(() => undefined),
        )
      )
        await running;
      else throw tookTooLong(subject, timeLimit);
    } catch (error) {
      // A run that is over listens no longer; one that took too long should end.
      controller.abort(error);
      throw error;
    } finally {
      this.#run = undefined;
    }
  }
}
