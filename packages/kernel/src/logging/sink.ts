import { writeSync } from "node:fs";

/** Takes one line of the log, without its line feed. */
export type LogSink = (line: string) => void;

const STDERR = 2;
const PAUSE_MS = 5;

/**
 * How long a full pipe may hold up the integration altogether before lines are dropped. On a busy computer its reader may get no
 * turn for a while; after two seconds the watchdog would report the integration.
 */
const PATIENCE_MS = 1000;

/**
 * Writes to stderr and returns when it is written. A stream would lose what it has buffered when the process exits, which
 * is when the lines matter most. When nobody reads, lines are dropped, and their number is told as soon as somebody does.
 */
export class StderrSink {
  #patience = PATIENCE_MS;
  #dropped = 0;
  /** A line of which a part is written already; nothing else may come before its end. */
  #rest = Buffer.alloc(0);

  constructor() {
    // Node makes a pipe non-blocking when its stream is used first; otherwise a full one would hold up the process for ever.
    process.stderr.on("error", () => undefined);
  }

  readonly write: LogSink = (line) => {
    if (!this.#flush()) {
      this.#dropped += 1;
      return;
    }
    if (this.#dropped > 0) this.#begin(this.#describeDropped());
    if (this.#flush()) this.#begin(line);
    else this.#dropped += 1;
    this.#flush();
  };

  #begin(line: string): void {
    this.#rest = Buffer.from(`${line}\n`);
  }

  #describeDropped(): string {
    const message = `${this.#dropped} lines of the log were dropped, as nobody was reading it`;
    this.#dropped = 0;
    return JSON.stringify({ time: new Date().toISOString(), level: "warn", logger: "galaxy-kit", message });
  }

  /** Writes what is begun; false when the pipe is full and patience is at its end. */
  #flush(): boolean {
    while (this.#rest.length > 0) {
      try {
        this.#rest = this.#rest.subarray(writeSync(STDERR, this.#rest));
        this.#patience = PATIENCE_MS;
      } catch (error) {
        // Anything but a full pipe means that nobody will ever read the log any more.
        if ((error as NodeJS.ErrnoException).code !== "EAGAIN") this.#rest = Buffer.alloc(0);
        else if (this.#patience <= 0) return false;
        else {
          this.#patience -= PAUSE_MS;
          Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
        }
      }
    }
    return true;
  }
}
