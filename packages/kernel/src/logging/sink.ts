import { writeSync } from "node:fs";

/** Takes one line of the log, without its line feed. */
export type LogSink = (line: string) => void;

const STDERR = 2;
const FULL_PIPE_PAUSE_MILLISECONDS = 5;

/**
 * Writes to stderr and returns when it is written. A stream would lose what it has buffered when the process exits, which
 * is when the lines matter most.
 */
export const stderrSink: LogSink = (line) => {
  let rest = Buffer.from(`${line}\n`);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(STDERR, rest));
    } catch (error) {
      // A full pipe whose reader is slow; anything else means that nobody reads the log any more.
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") return;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, FULL_PIPE_PAUSE_MILLISECONDS);
    }
  }
};
