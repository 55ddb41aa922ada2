import { Logger, Service } from "@galaxy-kit/sdk";
import type { ProcessInfo } from "../processes/process-info.js";
import { Processes } from "../processes/processes.js";

/** The processes of this computer, as long as they can be read. Logs once when that fails, and once when it works again. */
@Service()
export class ProcessList {
  /** How many there were. */
  count = 0;
  /** Why they cannot be read. */
  error: string | undefined;

  constructor(
    private readonly processes: Processes,
    private readonly log: Logger,
  ) {}

  async read(): Promise<readonly ProcessInfo[] | undefined> {
    try {
      const processes = await this.processes.list();
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
}
