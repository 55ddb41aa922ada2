import type { Clock, ConnectionRun } from "@galaxy-kit/sdk";
import { settlesWithin } from "../lifecycle/settles-within.js";
import { Interrupted } from "./interrupted.js";

/** How often an author's condition is checked. */
export const CONDITION_MS = 1000;
/** How often an open connection without a condition is checked. */
const WATCH_MS = 30_000;
/** How long a connection must last before its end is a new failure, and not one more in a row. */
const STEADY_MS = 60_000;
/** If timers stood still for longer, the computer was asleep, and the other side may have forgotten the connection. */
const MAX_STANDSTILL_MS = 60_000;
/** How long a method may take to end after its signal has fired. */
const MAX_ENDING_MS = 5000;

interface AttemptParts {
  readonly clock: Clock;
  /** Calls the method. */
  readonly call: (run: ConnectionRun) => Promise<unknown>;
  readonly connectWithinMs: number;
  /** Returns the error of an attempt that took too long. */
  readonly tooSlow: () => Error;
  /** Whether there should be a connection at all; undefined if always. */
  readonly isWanted: (() => boolean) | undefined;
  readonly onConnected: () => void;
  /** Called when the connection has lasted for a while. */
  readonly onSteady: () => void;
  /** Called when the method is still running although its signal has fired. */
  readonly onSignalIgnored: () => void;
}

/** One attempt to connect, and the connection that comes of it. */
export class Attempt {
  connectedAt: number | undefined;
  isSteady = false;
  readonly #controller = new AbortController();
  #reject = (_: unknown): void => undefined;

  constructor(private readonly parts: AttemptParts) {}

  /** Resolves when the method has returned; rejects with what it has thrown, or with the reason why it was ended. */
  async run(): Promise<void> {
    const { call, clock, onSignalIgnored } = this.parts;
    const { signal } = this.#controller;
    const ended = new Promise<never>((_, reject) => {
      this.#reject = reject;
    });
    const method = call({ signal, connected: () => this.#connected() });
    void this.#limit();
    try {
      await Promise.race([method, ended]);
    } catch (error) {
      // Two connections at a time would report everything twice.
      const isOver = method.catch(() => undefined);
      if (signal.aborted && !(await settlesWithin(clock, MAX_ENDING_MS, isOver))) onSignalIgnored();
      throw error;
    } finally {
      // Whatever the method has left open listens to it.
      this.#controller.abort();
    }
  }

  /** Ends it: its signal fires. */
  end(reason: unknown): void {
    if (this.#controller.signal.aborted) return;
    this.#reject(reason);
    this.#controller.abort(reason);
  }

  #connected(): void {
    if (this.connectedAt !== undefined || this.#controller.signal.aborted) return;
    this.connectedAt = this.parts.clock.now();
    this.parts.onConnected();
    // In the context of the method: for a test kit, a method that is connected waits for the clock.
    void this.#watch(this.connectedAt);
  }

  async #limit(): Promise<void> {
    const { clock, connectWithinMs, tooSlow } = this.parts;
    try {
      await clock.sleep(connectWithinMs, this.#controller.signal);
    } catch {
      return;
    }
    if (this.connectedAt === undefined) this.end(tooSlow());
  }

  async #watch(connectedAt: number): Promise<void> {
    const { clock, isWanted, onSteady } = this.parts;
    const step = isWanted ? CONDITION_MS : WATCH_MS;
    try {
      for (;;) {
        const start = clock.now();
        await clock.sleep(step, this.#controller.signal);
        const now = clock.now();
        if (now - start - step > MAX_STANDSTILL_MS) throw new Interrupted("the computer was asleep");
        if (isWanted?.() === false) throw new Interrupted("its condition is false");
        if (!this.isSteady && now - connectedAt >= STEADY_MS) {
          this.isSteady = true;
          onSteady();
        }
      }
    } catch (error) {
      this.end(error);
    }
  }
}
