import { setImmediate } from "node:timers/promises";
import type { LineWriter } from "../rpc/line-writer.js";

/** How long an import may keep the event loop; `await` on what is already there never gives it back. */
const SLICE_MILLISECONDS = 5;

/** Keeps an import from starving pings, and from outrunning a client that reads slowly. */
export class Pacer {
  private sliceStart = performance.now();

  constructor(private readonly writer: Pick<LineWriter, "full" | "writable">) {}

  /** True when {@link pause} would wait. */
  get due(): boolean {
    return this.writer.full || performance.now() - this.sliceStart >= SLICE_MILLISECONDS;
  }

  async pause(): Promise<void> {
    if (this.writer.full) await this.writer.writable();
    else await setImmediate();
    this.sliceStart = performance.now();
  }
}
