import { SystemClock } from "./system-clock.js";

/** What a stop at a breakpoint counts for at most. */
const STEP_MS = 1000;

/**
 * The clock of an integration that is debugged. Timers stand still at a breakpoint, and are due at once after it: a long wait, such as
 * the time limit of a method, is therefore many short ones, of which only the current one ends too early.
 */
export class DebuggedClock extends SystemClock {
  constructor(private readonly stepMs = STEP_MS) {
    super();
  }

  override async sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    let remaining = milliseconds;
    do {
      await super.sleep(Math.min(remaining, this.stepMs), signal);
      remaining -= this.stepMs;
    } while (remaining > 0);
  }
}

/** Whether a debugger can attach to this process. */
export function isDebugged(): boolean {
  return process.getBuiltinModule("node:inspector").url() !== undefined;
}
