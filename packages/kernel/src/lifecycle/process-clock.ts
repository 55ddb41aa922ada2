import { DebuggedClock, isDebugged } from "./debugged-clock.js";
import { SystemClock } from "./system-clock.js";

/**
 * The clock of a process that may be debugged. It asks when something waits for the first time, which is after the first response: the
 * inspector takes 2 ms to load, a tenth of what our own code adds to a start.
 */
export class ProcessClock extends SystemClock {
  #waits: SystemClock | undefined;

  override sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    this.#waits ??= isDebugged() ? new DebuggedClock() : new SystemClock();
    return this.#waits.sleep(milliseconds, signal);
  }
}
