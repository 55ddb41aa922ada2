import { writeSync } from "node:fs";

/** Writes one line of the log; the line comes without a line feed. */
export type LogSink = (line: string) => void;

const STDERR = 2;
const PAUSE_MS = 5;

/**
 * How long a full pipe may block the integration in total before lines are dropped. On a busy computer the reader may not be
 * scheduled for a while; after two seconds the watchdog would report the integration.
 */
const TIMEOUT_MS = 1000;

/**
 * Writes to stderr synchronously. A stream would lose what it has buffered when the process exits, which is when the lines
 * matter most. If nothing reads the log, lines are dropped; their number is logged as soon as there is a reader again.
 */
export class StderrSink {
  /** What is left of the timeout until a write succeeds again. */
  #timeLeft: number;
  #dropped = 0;
  /** The unwritten rest of a line; nothing else may be written before it. */
  #rest = Buffer.alloc(0);

  /** @param timeScale - shortens the timeout, for tests */
  constructor(private readonly timeScale = 1) {
    this.#timeLeft = TIMEOUT_MS * timeScale;
    // The first use of its stream makes the pipe non-blocking; otherwise a full pipe would block the process forever.
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
    const message = `${this.#dropped} log lines were dropped because nothing was reading the log`;
    this.#dropped = 0;
    return JSON.stringify({ time: new Date().toISOString(), level: "warn", logger: "galaxy-kit", message });
  }

  /** Writes the rest of the line. Returns false if the pipe stays full until the timeout. */
  #flush(): boolean {
    while (this.#rest.length > 0) {
      try {
        this.#rest = this.#rest.subarray(writeSync(STDERR, this.#rest));
        this.#timeLeft = TIMEOUT_MS * this.timeScale;
      } catch (error) {
        // Any other error means that the log will never be read again.
        if ((error as NodeJS.ErrnoException).code !== "EAGAIN") this.#rest = Buffer.alloc(0);
        else if (this.#timeLeft <= 0) return false;
        else {
          this.#timeLeft -= PAUSE_MS;
          Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
        }
      }
    }
    return true;
  }
}
