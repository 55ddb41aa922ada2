import type { Stack, StackReader } from "./stack-reader.js";
import type { WorkerLog } from "./worker-log.js";

/** The watched thread, which takes what it is handed unless it is busy. */
export interface Watched {
  /** The delivery that it has to take next; stays the same as long as it takes nothing. */
  readonly next: number | undefined;
  /** Hands it something to take. */
  deliver(): void;
  /** Stops answering pings for it. */
  giveUp(): void;
}

/** Logs what blocks the main thread. */
export class Watchdog {
  readonly #checkMs = 500;
  readonly #firstReportMs = 2000;
  /** GALAXY considers an integration crashed when it has not answered a ping for this long. */
  readonly #seriousMs = 15_000;
  /** How long it takes at most to interrupt a thread that runs JavaScript. */
  readonly #stackTimeoutMs = 1000;
  /** After this, pings are no longer answered, so the client ends an integration that does not recover by itself. */
  readonly #maxVouchingMs = 5 * 60_000;
  /** After the client has hung up, nothing else ends a process whose main thread is stuck. */
  readonly #maxAloneMs = 30_000;

  #next: number | undefined;
  /** How long the main thread has been busy, in milliseconds before they are scaled. */
  #busy = 0;
  #nextReport = this.#firstReportMs;
  #lastCheck = 0;
  #reading: Promise<Stack> | undefined;
  #alone = false;

  constructor(
    private readonly watched: Watched,
    private readonly stacks: Pick<StackReader, "read">,
    private readonly log: Pick<WorkerLog, "write">,
    private readonly timeScale = 1,
  ) {}

  start(): void {
    this.#lastCheck = performance.now();
    setInterval(() => {
      this.#check();
    }, this.#checkMs * this.timeScale);
  }

  /** The client has hung up: nothing waits for the integration any longer. */
  hungUp(): void {
    this.#alone = true;
  }

  #check(): void {
    const now = performance.now();
    // Time that the computer was asleep does not count.
    const elapsed = Math.min((now - this.#lastCheck) / this.timeScale, 2 * this.#checkMs);
    this.#lastCheck = now;
    const { next } = this.watched;
    if (next === undefined || next !== this.#next) {
      if (this.#nextReport > this.#firstReportMs)
        this.log.write("warn", `The integration is responsive again after ${this.#duration()}`);
      this.#busy = 0;
      this.#nextReport = this.#firstReportMs;
    } else {
      this.#busy += elapsed;
    }
    if (next === undefined) this.watched.deliver();
    this.#next = this.watched.next;
    if (this.#busy >= this.#maxVouchingMs && this.#nextReport < Infinity) {
      this.#nextReport = Infinity;
      this.watched.giveUp();
      this.log.write(
        "error",
        `The integration has been blocked for ${this.#duration()}: pings are no longer answered, so that GALAXY ends it`,
      );
    } else if (this.#busy >= this.#nextReport) {
      this.#nextReport = 2 * this.#busy;
      void this.#report();
    }
    if (this.#alone && this.#busy >= this.#maxAloneMs) this.#end("The client has hung up");
    // While the main thread is busy, not everything is read, so a hang-up behind it goes unnoticed.
    else if (this.#busy >= this.#maxVouchingMs + this.#maxAloneMs)
      this.#end("Pings are no longer answered, and the client has not ended the integration");
  }

  #end(reason: string): void {
    this.log.write("error", `${reason}. The integration has been blocked for ${this.#duration()}: ending the process`);
    process.kill(process.pid, "SIGKILL");
  }

  async #report(): Promise<void> {
    const level = this.#busy < this.#seriousMs ? "warn" : "error";
    const duration = `for ${this.#duration()}: pings are answered, everything else waits`;
    const isFirst = this.#reading === undefined;
    // A stack that cannot be read must not end this worker, and the connection with it.
    this.#reading ??= this.stacks
      .read()
      .catch(() => [])
      .finally(() => {
        this.#reading = undefined;
      });
    const reading = this.#reading;
    const timeout = new Promise<undefined>((resolve) => {
      setTimeout(resolve, this.#stackTimeoutMs * this.timeScale, undefined);
    });
    const stack = await Promise.race([reading, timeout]);
    if (stack) {
      this.log.write(level, `${this.#culpritOf(stack)} has been blocking the integration ${duration}`, stack);
      return;
    }
    this.log.write(
      level,
      `A call that does not return, such as a synchronous child process or parsing a huge string, has been blocking the integration ${duration}`,
    );
    if (!isFirst) return;
    const later = await reading;
    this.log.write("warn", `The blocking call was made by ${this.#culpritOf(later)}`, later);
  }

  /** The innermost call that is not in Node or a package. An unnamed function is `Socket.<anonymous> (file:…)`. */
  #culpritOf(stack: Stack): string {
    return (
      stack.find((frame) => !/(?:^|\()(?:node:|<anonymous>)|[\\/]node_modules[\\/](?!\.)/.test(frame)) ??
      stack[0] ??
      "Unknown code"
    );
  }

  #duration(): string {
    return `${Math.round(this.#busy / 1000)} seconds`;
  }
}
