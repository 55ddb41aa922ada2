import type { SharedTimer, TimeLimit } from "../lifecycle/time-limit.js";

/** Limits how long entries that are not expected may keep coming. */
export class Progress {
  #useless: SharedTimer | undefined;

  constructor(private readonly limit: TimeLimit | undefined) {}

  /** @throws the error of the limit if none of the latest entries was useful */
  observe(wasUseful: boolean): void {
    if (wasUseful) this.end();
    else if (this.limit && this.#useless?.isOver) throw this.limit.error();
    else this.#useless ??= this.limit?.begin();
  }

  end(): void {
    this.#useless?.leave();
    this.#useless = undefined;
  }
}
