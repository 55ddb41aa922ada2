import { posix, win32 } from "node:path";
import type { Clock } from "@galaxy-kit/sdk";

/** The adopter of processes whose parent has ended. */
const INIT = 1;
const FIRST_PID = 1000;

/** A process that a test has started. It has the members that `@galaxy-kit/local` reads. */
export interface FakeProcess {
  readonly pid: number;
  readonly id: string;
  readonly ppid: number;
  readonly startTime: number;
  readonly name: string;
  readonly exe: string;
  readonly args: readonly string[];
  readonly script?: string;
  readonly launch?: string;
}

/** How {@link FakeProcesses.start} starts a process. */
export interface FakeProcessOptions {
  /** The arguments after the program. */
  readonly args?: readonly string[];
  /** The pid of the process that starts it; none of the integration's by default. */
  readonly parent?: number;
  /** A pid that has become free, to use it again; the next one by default. */
  readonly pid?: number;
  /** The script, if the program is an interpreter. */
  readonly script?: string;
}

/**
 * Processes that behave as real ones and do not exist: children keep running when their parent ends, pids can be used again, and a
 * process stays the same object until it changes. They stand in for the `Processes` of `@galaxy-kit/local`:
 *
 * ```ts
 * const clock = new FakeClock();
 * const processes = new FakeProcesses(clock);
 * const galaxy = await startTestPlugin(ShelfPlugin, { clock, overrides: [{ provide: Processes, useValue: processes }] });
 * const launcher = processes.start("/games/tide/launcher");
 * await galaxy.clock.advance("5s"); // GALAXY shows the game as running
 * processes.handOver(launcher, "/games/tide/bin/tide");
 * ```
 *
 * What the integration starts itself, with `exec()`, is real, and not among them.
 */
export class FakeProcesses {
  readonly #running = new Map<number, FakeProcess>();
  #nextPid = FIRST_PID;

  /** @param clock - that of the integration: start times are the times of the test */
  constructor(private readonly clock: Clock) {}

  /**
   * Starts a process. Returns its pid.
   *
   * @param program - the path of the program
   * @throws `Error` if the parent is not running, or the pid is in use
   */
  start(program: string, { args = [], parent = INIT, pid = this.#freePid(), script }: FakeProcessOptions = {}): number {
    const launch = parent === INIT ? undefined : this.#find(parent).launch;
    if (this.#running.has(pid)) throw new Error(`The pid ${pid} belongs to ${String(this.#running.get(pid)?.exe)}.`);
    const startTime = this.clock.now();
    this.#running.set(pid, {
      pid,
      id: `${pid} ${startTime}`,
      ppid: parent,
      startTime,
      name: (program.includes("\\") ? win32 : posix).basename(program),
      exe: program,
      args: [program, ...args],
      ...(script !== undefined && { script }),
      ...(launch !== undefined && { launch }),
    });
    return pid;
  }

  /** Ends a process. Its children go on, without a parent. */
  exit(pid: number): void {
    this.#find(pid);
    this.#running.delete(pid);
    for (const child of this.#running.values()) {
      if (child.ppid === pid) this.#running.set(child.pid, { ...child, ppid: INIT });
    }
  }

  /** Does what a launcher does: starts the game, and ends. Returns the pid of the game. */
  handOver(launcher: number, program: string, options: Omit<FakeProcessOptions, "parent"> = {}): number {
    const game = this.start(program, { ...options, parent: launcher });
    this.exit(launcher);
    return game;
  }

  /** Resolves to the processes that are running. */
  list(): Promise<readonly FakeProcess[]> {
    return Promise.resolve([...this.#running.values()]);
  }

  #freePid(): number {
    while (this.#running.has(this.#nextPid)) this.#nextPid++;
    return this.#nextPid++;
  }

  #find(pid: number): FakeProcess {
    const found = this.#running.get(pid);
    if (found) return found;
    throw new Error(`No process with the pid ${pid} is running.`);
  }
}
