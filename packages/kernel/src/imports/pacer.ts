import { setImmediate } from "node:timers/promises";
import type { LineWriter } from "../rpc/line-writer.js";

/** How long an import may keep the event loop; `await` on what is already there never gives it back. */
const SLICE_MS = 5;

/** Keeps an import from starving pings, and from outrunning a client that reads slowly. */
export class Pacer {
  #sliceStart = performance.now();
  #pausing: Promise<void> | undefined;

  constructor(private readonly writer: Pick<LineWriter, "full" | "writable">) {}

  /** True when {@link pause} would wait. */
  get due(): boolean {
    return this.writer.full || this.#sliceIsOver;
  }

  /** One pause for all who work side by side: otherwise each of them would begin a slice when the one before has ended its own. */
  pause(): Promise<void> {
    this.#pausing ??= this.#wait();
    return this.#pausing;
  }

  get #sliceIsOver(): boolean {
    return performance.now() - this.#sliceStart >= SLICE_MS;
  }

  async #wait(): Promise<void> {
    // A client that keeps up makes this return without the event loop having had its turn.
    await this.writer.writable();
    if (this.#sliceIsOver) {
      await setImmediate();
      this.#sliceStart = performance.now();
    }
    this.#pausing = undefined;
  }
}
