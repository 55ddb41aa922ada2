import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { type Awaitable, BackendNotAvailable } from "@galaxy-kit/sdk";
import { readLines } from "./read-lines.js";

/** How long its last output may take to arrive. What it has started may keep its pipes open for much longer. */
const OUTPUT_MS = 200;
/** How many of its last lines an error has. */
const LAST_LINES = 5;

/** What to start. */
export interface DaemonCommand {
  readonly file: string;
  readonly args?: readonly string[];
  readonly cwd?: string | undefined;
  /** Variables to add to those of this process. */
  readonly env?: Readonly<Record<string, string>> | undefined;
}

/** How to start a process, and what to do with what it prints. */
interface RunOptions<Ready> {
  readonly name: string;
  readonly startWithin: number;
  /** How long it has to end each time it is asked to. */
  readonly stopWithin: number;
  readonly ready: (line: string) => Ready | undefined;
  readonly onLine: (line: string) => void;
}

/** One process of a daemon, from its start to its end. */
export class DaemonRun<Ready> {
  /** Aborted when the process has ended; the reason describes how. */
  readonly ended: AbortSignal;
  /** Whether it ends because it was asked to. */
  isStopping = false;
  /** Resolves to how to reach it, as read from its output. Rejects if it is not ready in time. */
  readonly ready: Promise<Ready>;
  readonly #ended = new AbortController();
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #lastLines: string[] = [];

  /** @throws `BackendNotAvailable` if the system refuses the program at once */
  constructor(
    command: DaemonCommand,
    private readonly options: RunOptions<Ready>,
  ) {
    this.ended = this.#ended.signal;
    this.#child = this.#spawn(command);
    this.#child.stdin.on("error", () => undefined);
    this.#child.once("error", (error) => this.#end(`cannot be started: ${error.message}`));
    this.#child.once("exit", (code, signal) => {
      void this.#outputEnds().then(() => this.#end(`has ended (${code ?? signal})`));
    });
    this.ready = this.#untilReady();
  }

  /** Node throws some errors, such as that of a damaged program on Windows. All others are events. */
  #spawn({ file, args = [], cwd, env }: DaemonCommand): ChildProcessWithoutNullStreams {
    try {
      // A daemon that reads its input sees when this process ends.
      return spawn(file, args, { cwd, env: { ...process.env, ...env }, stdio: "pipe", windowsHide: true });
    } catch (error) {
      const { message } = error as Error;
      throw new BackendNotAvailable(`${this.options.name} cannot be started: ${file}: ${message}`, { cause: error });
    }
  }

  /** Asks the process to end, in its own way first, then in that of the system. Resolves when it has ended. */
  async stop(ask?: () => Awaitable<void>): Promise<void> {
    const { stopWithin } = this.options;
    this.isStopping = true;
    // It may end before it has answered.
    void Promise.resolve(ask?.()).catch(() => undefined);
    if (ask && (await this.endsWithin(stopWithin))) return;
    this.#child.kill("SIGTERM");
    if (await this.endsWithin(stopWithin)) return;
    this.#child.kill("SIGKILL");
    await this.endsWithin(stopWithin);
  }

  /** Resolves to whether the process ends soon, in real time: how soon the system reports that does not depend on the injected clock. */
  async endsWithin(milliseconds: number, until = new AbortController()): Promise<boolean> {
    const { signal } = until;
    const end = this.ended.aborted ? undefined : once(this.ended, "abort", { signal });
    const late = sleep(milliseconds, undefined, { signal, ref: false });
    await Promise.race([end, late]).catch(() => undefined);
    until.abort();
    await Promise.allSettled([end, late]);
    return this.ended.aborted;
  }

  async #untilReady(): Promise<Ready> {
    const { name, startWithin } = this.options;
    const patience = new AbortController();
    let found: Ready | undefined;
    readLines(this.#child.stdout, (line) => {
      const ready = found === undefined ? this.#readyIn(line) : undefined;
      // This line may contain a secret, so it is not kept.
      if (ready === undefined) return this.#keep(line);
      found = ready;
      patience.abort();
    });
    readLines(this.#child.stderr, (line) => this.#keep(line));
    await this.endsWithin(startWithin, patience);
    if (found !== undefined) return found;
    const late = new BackendNotAvailable(`${name} was not ready within ${startWithin / 1000} s${this.#quote()}`);
    const reason = this.ended.aborted ? (this.ended.reason as Error) : late;
    await this.stop();
    throw reason;
  }

  /** A program may print anything before it is ready, which the author's function need not expect. */
  #readyIn(line: string): Ready | undefined {
    try {
      return this.options.ready(line);
    } catch {
      return undefined;
    }
  }

  #keep(line: string): void {
    if (line.trim() === "") return;
    this.#lastLines.push(line);
    if (this.#lastLines.length > LAST_LINES) this.#lastLines.shift();
    this.options.onLine(line);
  }

  #quote(): string {
    return this.#lastLines.length === 0 ? "" : `. It printed last: ${this.#lastLines.join(" | ")}`;
  }

  async #outputEnds(): Promise<void> {
    await Promise.race([once(this.#child, "close"), sleep(OUTPUT_MS, undefined, { ref: false })]);
  }

  #end(how: string): void {
    this.#ended.abort(new BackendNotAvailable(`${this.options.name} ${how}${this.#quote()}`));
  }
}
