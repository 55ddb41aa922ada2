import { setImmediate } from "node:timers/promises";
import type { LineWriter } from "../rpc/line-writer.js";

/** How long an import may occupy the event loop: `await` on settled promises never yields it. */
const SLICE_MS = 5;

/** Keeps an import from starving pings and from outrunning a client that reads slowly. */
export class Pacer {
  #sliceStart = performance.now();
  #pausing: Promise<void> | undefined;

  constructor(private readonly writer: Pick<LineWriter, "full" | "writable">) {}

  /** Whether {@link pause} would wait. To be checked again after a pause: what another worker sends then may be all that there is room for. */
  get due(): boolean {
    return this.isFull || this.#sliceIsOver;
  }

  /** Whether the client has yet to read what was sent. Takes less time than {@link due}. */
  get isFull(): boolean {
    return this.writer.full;
  }

  /** One pause for all concurrent workers: otherwise each would start a slice when the previous one ends its own. */
  pause(): Promise<void> {
    this.#pausing ??= this.#wait();
    return this.#pausing;
  }

  get #sliceIsOver(): boolean {
    return performance.now() - this.#sliceStart >= SLICE_MS;
  }

  async #wait(): Promise<void> {
    // If the client keeps up, this returns without yielding to the event loop.
    await this.writer.writable();
    if (this.#sliceIsOver) {
      await setImmediate();
      this.#sliceStart = performance.now();
    }
    this.#pausing = undefined;
  }
}
