import { setImmediate } from "node:timers/promises";

/** How long work on a large answer may occupy the event loop. */
const SLICE_MS = 5;
/** Asking for the time after each item would take longer than the items. */
const ITEMS_BETWEEN = 64;

/** Lets the event loop turn between the items of a large answer. */
export class Slice {
  #start = performance.now();
  #items = 0;

  /** Called for each item; whether to {@link pause} now. */
  get isOver(): boolean {
    this.#items += 1;
    return this.#items % ITEMS_BETWEEN === 0 && performance.now() - this.#start >= SLICE_MS;
  }

  async pause(): Promise<void> {
    await setImmediate();
    this.#start = performance.now();
  }
}
