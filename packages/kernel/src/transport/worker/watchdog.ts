import type { Stack, StackReader } from "./stack-reader.js";
import type { WorkerLog } from "./worker-log.js";

/** What is watched: a thread that takes what it is handed, unless it is busy. */
export interface Watched {
  /** What it has to take next; the same for as long as it takes nothing. */
  readonly next: number | undefined;
  /** Hands it something to take. */
  deliver(): void;
  /** Pings are no longer answered for it. */
  giveUp(): void;
}

/** Tells in the log what keeps the main thread so busy that it does nothing else. */
export class Watchdog {
  readonly #checkMilliseconds = 500;
  readonly #firstReport = 2000;
  /** GALAXY takes an integration for crashed that has answered no ping for so long. */
  readonly #seriousMilliseconds = 15_000;
  /** How long it may take to find out where a thread is that runs JavaScript. */
  readonly #stackPatience = 1000;
  /** Then the client shall end what will not come back by itself. */
  readonly #longestVouching = 5 * 60_000;
  /** When the client has hung up, nobody else will end a process whose main thread never comes back. */
  readonly #longestAlone = 30_000;

  #next: number | undefined;
  #busy = 0;
  #nextReport = this.#firstReport;
  #lastCheck = 0;
  #reading: Promise<Stack> | undefined;
  #alone = false;

  constructor(
    private readonly watched: Watched,
    private readonly stacks: Pick<StackReader, "read">,
    private readonly log: Pick<WorkerLog, "write">,
  ) {}

  start(): void {
    this.#lastCheck = performance.now();
    setInterval(() => {
      this.#check();
    }, this.#checkMilliseconds);
  }

  /** From now on nobody waits for what the integration does. */
  hungUp(): void {
    this.#alone = true;
  }

  #check(): void {
    const now = performance.now();
    // A computer that was asleep has not been busy.
    const elapsed = Math.min(now - this.#lastCheck, 2 * this.#checkMilliseconds);
    this.#lastCheck = now;
    const { next } = this.watched;
    if (next === undefined || next !== this.#next) {
      if (this.#nextReport > this.#firstReport)
        this.log.write("warn", `The integration goes on after ${this.#duration()}`);
      this.#busy = 0;
      this.#nextReport = this.#firstReport;
    } else {
      this.#busy += elapsed;
    }
    if (next === undefined) this.watched.deliver();
    this.#next = this.watched.next;
    if (this.#busy >= this.#longestVouching && this.#nextReport < Infinity) {
      this.#nextReport = Infinity;
      this.watched.giveUp();
      this.log.write(
        "error",
        `The integration has done nothing else for ${this.#duration()}: pings are no longer answered, so that GALAXY ends it`,
      );
    } else if (this.#busy >= this.#nextReport) {
      this.#nextReport = 2 * this.#busy;
      void this.#report();
    }
    if (this.#alone && this.#busy >= this.#longestAlone) this.#end("The client has hung up");
    // A client that has hung up behind more than is read while the main thread is busy was not seen to.
    else if (this.#busy >= this.#longestVouching + this.#longestAlone)
      this.#end("Pings are no longer answered, nobody has ended the integration");
  }

  #end(reason: string): void {
    this.log.write("error", `${reason} and it has done nothing else for ${this.#duration()}: the process is ended`);
    process.kill(process.pid, "SIGKILL");
  }

  async #report(): Promise<void> {
    const level = this.#busy < this.#seriousMilliseconds ? "warn" : "error";
    const about = `for ${this.#duration()}: pings are answered, everything else waits`;
    const isFirst = this.#reading === undefined;
    // Whatever keeps it from being read must not end this worker, and the connection with it.
    this.#reading ??= this.stacks
      .read()
      .catch(() => [])
      .finally(() => {
        this.#reading = undefined;
      });
    const reading = this.#reading;
    const timeout = new Promise<undefined>((resolve) => {
      setTimeout(resolve, this.#stackPatience, undefined);
    });
    const stack = await Promise.race([reading, timeout]);
    if (stack) {
      this.log.write(level, `${this.#culpritOf(stack)} blocks the integration ${about}`, stack);
      return;
    }
    this.log.write(
      level,
      `A call that does not return, such as a synchronous child process or the parsing of a huge text, blocks the integration ${about}`,
    );
    if (!isFirst) return;
    const later = await reading;
    this.log.write("warn", `What has blocked the integration was called by ${this.#culpritOf(later)}`, later);
  }

  /** The innermost call that is not of Node or of a package. A function without a name is `Socket.<anonymous> (file:…)`. */
  #culpritOf(stack: Stack): string {
    return (
      stack.find((frame) => !/(?:^|\()(?:node:|<anonymous>)|[\\/]node_modules[\\/](?!\.)/.test(frame)) ??
      stack[0] ??
      "The code"
    );
  }

  #duration(): string {
    return `${Math.round(this.#busy / 1000)} seconds`;
  }
}
