import { Clock, Logger, Service } from "@galaxy-kit/sdk";
import { LATE, within } from "../parallel/within.js";
import type { ProcessInfo } from "../processes/process-info.js";
import { Processes } from "../processes/processes.js";

/** What lists them is another program on some systems, which may hang. */
const LIMIT_MS = 30_000;

/** The processes of this computer, as long as they can be read. Logs once when that fails, and once when it works again. */
@Service()
export class ProcessList {
  /** How many there were. */
  count = 0;
  /** Why they cannot be read. */
  error: string | undefined;
  /** While they are being read. */
  #reading: Promise<readonly ProcessInfo[]> | undefined;

  constructor(
    private readonly processes: Processes,
    private readonly clock: Clock,
    private readonly log: Logger,
  ) {}

  async read(): Promise<readonly ProcessInfo[] | undefined> {
    try {
      const processes = await this.#readWithin();
      if (this.error !== undefined) this.log.info("The processes of this computer can be read again");
      this.error = undefined;
      this.count = processes.length;
      return processes;
    } catch (error) {
      if (this.error === undefined) this.log.warn("Cannot read the processes of this computer", { error });
      this.error = error instanceof Error ? error.message : String(error);
      return undefined;
    }
  }

  /** What takes too long is not asked a second time before it has answered. That answer is too old: the game may have started since. */
  async #readWithin(): Promise<readonly ProcessInfo[]> {
    if (this.#reading) await this.#inTime(this.#reading.catch(() => undefined));
    this.#reading = this.processes.list().finally(() => (this.#reading = undefined));
    return await this.#inTime(this.#reading);
  }

  async #inTime<T>(work: Promise<T>): Promise<T> {
    const result = await within(this.clock, LIMIT_MS, work);
    if (result === LATE) throw new Error(`Listing them takes longer than ${LIMIT_MS / 1000} s`);
    return result;
  }
}
