import { Inject, Logger, Service } from "@galaxy-kit/sdk";
import { NATIVE_HELPER, type NativeHelper } from "../native/native-helper.js";
import type { ProcessInfo } from "../processes/process-info.js";
import type { TrackedSession } from "./tracked-session.js";

/** The jobs in which Windows keeps the processes of launches, even after their parents have ended. Does nothing elsewhere. */
@Service()
export class LaunchJobs {
  /** Also those that are being opened: the helper carries out one request after the other. */
  readonly #open = new Set<string>();

  constructor(
    @Inject(NATIVE_HELPER) private readonly helper: NativeHelper | undefined,
    private readonly log: Logger,
  ) {}

  /** Begins the job of a launch. Without it, children are still found by their parents. */
  async open({ id, gameId }: TrackedSession, pid: number): Promise<void> {
    if (!this.helper) return;
    this.#open.add(id);
    try {
      await this.helper.openJob(id, pid);
    } catch (error) {
      this.#open.delete(id);
      this.log.debug("Windows could not put the game into a job", { gameId, error });
    }
  }

  /** Adds the processes in the jobs to the trees of their sessions. */
  async addTo(sessions: Iterable<TrackedSession>, processes: readonly ProcessInfo[]): Promise<void> {
    if (this.#open.size === 0) return;
    for (const session of sessions) {
      const pids = this.#open.has(session.id) ? await this.#pidsOf(session) : [];
      for (const { pid, id } of processes) if (pids.includes(pid)) session.tree.add(id);
    }
  }

  async close({ id }: TrackedSession): Promise<void> {
    if (this.#open.delete(id)) await this.helper?.closeJob(id).catch(() => undefined);
  }

  async #pidsOf({ id }: TrackedSession): Promise<readonly number[]> {
    return (await this.helper?.jobProcesses(id).catch(() => undefined)) ?? [];
  }
}
