import { AsyncResource } from "node:async_hooks";
import type { Clock, Lifetime, Logger } from "@galaxy-kit/sdk";
import { type Awaitable, BackendNotAvailable, type Backoff, type Duration } from "@galaxy-kit/sdk";
import { toMilliseconds } from "@galaxy-kit/sdk/extend";
import { type DaemonCommand, DaemonRun } from "./daemon-run.js";

/** A connection may be seen to end this much earlier than the process that had it. */
const NOTICE_MS = 500;
/** A process that has run for this long was started successfully. */
const STABLE_MS = 60_000;
/** A wait for the next start that takes longer than this is not worth it: the caller gets the reason of the last failure. */
const PATIENCE_MS = 5000;

/** How to start a daemon, how to know that it is ready, and when to end it. */
export interface DaemonOptions<Ready> {
  /** For the log, such as `butlerd`. */
  readonly name: string;
  /**
   * Returns what to start. Called for each start, since an update may have moved the program. If it throws because a file does not exist
   * (`ENOENT`), the program is not installed, which is a `BackendNotAvailable`.
   *
   * Pass `process.pid` if the daemon can watch a process: it ends with this one, even if that is killed.
   */
  readonly command: () => Awaitable<DaemonCommand>;
  /**
   * Gets each line of the standard output until it returns how to reach the daemon. It may throw for a line that it cannot read. Add what is
   * secret to `Secrets`.
   */
  readonly ready: (line: string) => Ready | undefined;
  /** Asks the daemon to end, if it has a way of its own. After that it gets SIGTERM, and finally SIGKILL. */
  readonly stop?: (ready: Ready) => Awaitable<void>;
  /** How long the daemon has to end each time it is asked to; `"2s"` by default. */
  readonly stopWithin?: Duration;
  /** How long a start may take; `"20s"` by default. */
  readonly startWithin?: Duration;
  /** How long the daemon stays when nothing uses it; `"2m"` by default. `"always"`: until the integration closes. */
  readonly idle?: Duration | "always";
  /** How long to wait after a failure before the next start; from `"1s"` to `"1m"` by default. */
  readonly backoff?: Backoff;
}

/** Options of {@link Daemon.use}. */
export interface DaemonUse<Result = unknown> {
  /** Ends the wait for the daemon. The work gets a signal of its own, which is also aborted when the daemon ends. */
  readonly signal?: AbortSignal | undefined;
  /** Whether to do the work once more if the daemon has ended meanwhile; true by default. */
  readonly repeat?: boolean;
  /**
   * What to do instead if the daemon cannot be used, such as reading the files that it keeps. The log says why, once. Not done for work
   * that has begun and is not to be repeated.
   */
  readonly otherwise?: () => Promise<Result>;
}

/** What a {@link Daemon} is doing. */
export interface DaemonState {
  readonly kind: "stopped" | "starting" | "running" | "waiting";
  /** How many calls of `use()` are using it. */
  readonly users: number;
  /** How many times in a row it could not be started, or has ended by itself. */
  readonly failures: number;
  /** Why it does not run. */
  readonly error: string | undefined;
}

/** A program in the background that this integration starts and talks to. Made by {@link Daemons.supervise}. */
export class Daemon<Ready> {
  /** What waits here belongs to none of the calls that use the daemon. */
  readonly #outside = new AsyncResource("Daemon");
  /** The process, which may not be ready yet. */
  #run: DaemonRun<Ready> | undefined;
  #starting: Promise<DaemonRun<Ready>> | undefined;
  #users = 0;
  #failures = 0;
  #nextStart = 0;
  #error: Error | undefined;
  #idle = new AbortController();
  #logged: string | undefined;

  /** @internal */
  constructor(
    private readonly options: DaemonOptions<Ready>,
    private readonly clock: Clock,
    private readonly lifetime: Lifetime,
    private readonly log: Logger,
  ) {
    lifetime.onShutdown(() => this.stop());
  }

  /** For tools and tests. */
  get state(): DaemonState {
    const isWaiting = this.clock.monotonic() < this.#nextStart;
    const kind = this.#starting ? "starting" : this.#run ? "running" : isWaiting ? "waiting" : "stopped";
    return { kind, users: this.#users, failures: this.#failures, error: this.#error?.message };
  }

  /**
   * Does something with the daemon, which is started if it does not run.
   *
   * @param work - gets what `ready` has returned, and a signal that fires when the daemon ends
   * @throws `BackendNotAvailable` if the daemon cannot be started, or ends while it is used; what `command` and `work` throw
   */
  async use<T>(
    work: (ready: Ready, signal: AbortSignal) => Promise<T>,
    { signal = this.lifetime.signal, repeat = true, otherwise }: DaemonUse<T> = {},
  ): Promise<T> {
    this.#users += 1;
    this.#idle.abort();
    const progress = { isBegun: false };
    const begin: typeof work = (...args) => {
      progress.isBegun = true;
      return work(...args);
    };
    try {
      // Another way is better than to wait.
      return await this.#do(begin, signal, repeat, otherwise ? 0 : PATIENCE_MS);
    } catch (error) {
      if (!otherwise || (progress.isBegun && !repeat) || !BackendNotAvailable.is(error)) throw error;
      this.#logOnce(error);
      return await otherwise();
    } finally {
      this.#users -= 1;
      if (this.#users === 0) this.#outside.runInAsyncScope(() => void this.#stopWhenIdle());
    }
  }

  /** Ends the daemon until it is used again. */
  async stop(): Promise<void> {
    const { stop } = this.options;
    const run = this.#run;
    await run?.stop(stop && !this.#starting ? async () => stop(await run.ready) : undefined);
  }

  async #do<T>(
    work: (ready: Ready, signal: AbortSignal) => Promise<T>,
    signal: AbortSignal,
    repeat: boolean,
    patience: number,
  ): Promise<T> {
    const run = await this.#running(signal, patience);
    try {
      return await work(await run.ready, AbortSignal.any([signal, run.ended]));
    } catch (error) {
      signal.throwIfAborted();
      if (!(await run.endsWithin(isLost(error) ? NOTICE_MS : 0))) throw error;
      if (!repeat) throw run.ended.reason;
      return await this.#do(work, signal, false, PATIENCE_MS);
    }
  }

  async #running(signal: AbortSignal, patience: number): Promise<DaemonRun<Ready>> {
    signal.throwIfAborted();
    if (!this.#starting && this.#run?.isStopping === false) return this.#run;
    const pause = this.#nextStart - this.clock.monotonic();
    if (pause > patience && this.#error) throw this.#error;
    if (pause > 0) await this.clock.sleep(pause, signal);
    return await (this.#starting ??= this.#start().finally(() => (this.#starting = undefined)));
  }

  async #start(): Promise<DaemonRun<Ready>> {
    // One that is about to end may still have files locked.
    await this.#run?.stop();
    const command = await this.#command();
    // If the integration has begun to close meanwhile, nothing would end what is started now.
    this.lifetime.signal.throwIfAborted();
    const { name, ready, startWithin = "20s", stopWithin = "2s" } = this.options;
    const onLine = (line: string): void => this.log.debug(`${name}: ${line}`);
    const startedAt = this.clock.monotonic();
    const limits = { startWithin: toMilliseconds(startWithin), stopWithin: toMilliseconds(stopWithin) };
    let run: DaemonRun<Ready>;
    try {
      run = this.#run = new DaemonRun(command, { name, ready, onLine, ...limits });
      await run.ready;
    } catch (error) {
      this.#run = undefined;
      this.#failed(error as Error);
      throw error;
    }
    this.#error = undefined;
    this.#logged = undefined;
    this.log.debug(`${name} is ready`);
    run.ended.addEventListener("abort", () => this.#ended(run, this.clock.monotonic() - startedAt));
    return run;
  }

  async #command(): Promise<DaemonCommand> {
    try {
      return await this.options.command();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
      throw new BackendNotAvailable(`${this.options.name} is not installed`, { cause: error });
    }
  }

  #ended(run: DaemonRun<Ready>, ranFor: number): void {
    this.#run = undefined;
    if (ranFor >= STABLE_MS || run.isStopping) this.#failures = 0;
    if (run.isStopping) return;
    this.#failed(run.ended.reason as Error);
    this.log.warn(`${this.options.name} has ended by itself; it is started again when it is needed`, {
      error: run.ended.reason as Error,
    });
  }

  #failed(error: Error): void {
    const { from, to, factor = 2 } = this.options.backoff ?? { from: "1s", to: "1m" };
    const pause = Math.min(toMilliseconds(to), toMilliseconds(from) * factor ** this.#failures);
    this.#failures += 1;
    this.#error = error;
    this.#nextStart = this.clock.monotonic() + pause;
  }

  #logOnce(error: Error): void {
    if (this.#logged === error.message) return;
    this.#logged = error.message;
    this.log.info(`${this.options.name} cannot be used; its substitutes are used meanwhile`, { error });
  }

  async #stopWhenIdle(): Promise<void> {
    const { idle = "2m" } = this.options;
    if (idle === "always") return;
    this.#idle = new AbortController();
    const signal = AbortSignal.any([this.#idle.signal, this.lifetime.signal]);
    await this.clock.sleep(toMilliseconds(idle), signal).then(
      () => this.stop(),
      () => undefined,
    );
  }
}

/** Whether a connection was lost, which may be because the daemon is about to end. */
function isLost(error: unknown): boolean {
  return BackendNotAvailable.is(error);
}
