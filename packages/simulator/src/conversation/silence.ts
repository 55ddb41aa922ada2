import { type Clock, deadline } from "../clock.js";

/** Tells one who has nothing more to say from one who has not come to it yet: as long as something is heard, it may come. */
export class Silence {
  #heardAt = 0;

  constructor(
    private readonly clock: Clock,
    private readonly limit: number,
  ) {}

  /** Ends the silence that there was. */
  break(): void {
    this.#heardAt = this.clock.now();
  }

  /** Calls back when nothing has been heard for the limit, from now on; the answered function stops that. */
  whenLong(callback: () => void): () => void {
    let stop = (): void => undefined;
    const wait = (time: number): void => {
      stop = deadline(this.clock, time, () => {
        const rest = this.#heardAt + this.limit - this.clock.now();
        if (rest > 0) wait(rest);
        else callback();
      });
    };
    wait(this.limit);
    return () => {
      stop();
    };
  }
}
