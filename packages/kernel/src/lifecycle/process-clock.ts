import { DebuggedClock, isDebugged } from "./debugged-clock.js";
import { SystemClock } from "./system-clock.js";

/**
 * The clock of a process that may be debugged. It looks for a debugger when something first waits, which is after the first response: the
 * inspector takes 2 ms to load, a tenth of what our own code adds to startup.
 */
export class ProcessClock extends SystemClock {
  #waits: SystemClock | undefined;

  override sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    this.#waits ??= isDebugged() ? new DebuggedClock() : new SystemClock();
    return this.#waits.sleep(milliseconds, signal);
  }
}
