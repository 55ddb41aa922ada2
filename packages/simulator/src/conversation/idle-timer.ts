import { type Clock, deadline } from "../clock.js";

/** Distinguishes a slow sender from one that has finished: anything received restarts the timeout. */
export class IdleTimer {
  #lastActivity = 0;

  constructor(
    private readonly clock: Clock,
    private readonly timeout: number,
  ) {}

  /** Call when something was received. */
  restart(): void {
    this.#lastActivity = this.clock.now();
  }

  /** Calls back once nothing has been received for the whole timeout, counted from now. Returns a function that cancels this. */
  onIdle(callback: () => void): () => void {
    let cancel = (): void => undefined;
    const wait = (time: number): void => {
      cancel = deadline(this.clock, time, () => {
        const rest = this.#lastActivity + this.timeout - this.clock.now();
        if (rest > 0) wait(rest);
        else callback();
      });
    };
    wait(this.timeout);
    return () => {
      cancel();
    };
  }
}
