import { BackendTimeout, type Clock } from "@galaxy-kit/sdk";

/** An author's method took longer than its limit: a mistake to log, or a limit to raise. */
export class TookTooLong extends BackendTimeout {}

/** @param subject - what has the limit, such as `Class.method (@Decorator())` */
export function tookTooLong(subject: string, milliseconds: number): TookTooLong {
  const limit = milliseconds < 1000 ? `${milliseconds} ms` : `${milliseconds / 1000} s`;
  return new TookTooLong(`${subject} took longer than ${limit}; set timeLimit if it may take that long`);
}

/** How long each of many waits may take. */
export class TimeLimit {
  #latest: SharedTimer | undefined;
  #expire = (_: SharedTimer): void => undefined;

  /** @param subject - what has the limit, for the error */
  constructor(
    private readonly clock: Clock,
    private readonly milliseconds: number,
    private readonly subject: string,
  ) {}

  /**
   * Returns the timer of a wait that begins now. An import may begin a hundred thousand waits, so those that begin in the same
   * millisecond share one timer.
   */
  begin(): SharedTimer {
    const now = this.clock.now();
    if (this.#latest?.began !== now || this.#latest.isOver) {
      this.rest();
      this.#latest = new SharedTimer(now, this.clock, this.milliseconds, this.#expire);
    }
    this.#latest.users += 1;
    return this.#latest;
  }

  /** @param expire - called once for all waits with the same timer */
  onExpired(expire: (timer: SharedTimer) => void): void {
    this.#expire = expire;
  }

  /** Stops the timer that nothing waits for. */
  rest(): void {
    this.#latest?.stopWhenUnused();
    this.#latest = undefined;
  }

  error(): TookTooLong {
    return tookTooLong(this.subject, this.milliseconds);
  }
}

/**
 * The timer of all waits that began at the same time. It starts in the next turn of the event loop, when most waits for values that
 * exist already are over.
 */
export class SharedTimer {
  users = 0;
  /** Whether no wait can be added, because the time is over or was not needed. */
  isOver = false;
  #isLatest = true;
  #controller: AbortController | undefined;

  constructor(
    readonly began: number,
    clock: Clock,
    milliseconds: number,
    expire: (timer: SharedTimer) => void,
  ) {
    setImmediate(() => {
      if (this.users === 0) {
        this.isOver = true;
        return;
      }
      this.#controller = new AbortController();
      void clock.sleep(milliseconds, this.#controller.signal).then(
        () => {
          this.isOver = true;
          expire(this);
        },
        () => undefined,
      );
    });
  }

  leave(): void {
    this.users -= 1;
    if (!this.#isLatest) this.stopWhenUnused();
  }

  /** No wait will be added. */
  stopWhenUnused(): void {
    this.#isLatest = false;
    if (this.users === 0) this.#controller?.abort();
  }
}
