const INTERVAL_MS = 15_000;

/** Reports how long the run will take. Without a terminal for jest's own status line, it also reports the progress. */
export default class ProgressReporter {
  #startedAt = 0;
  #lastShown = 0;
  /** Expected duration of the completed files and of all files, in milliseconds. */
  #completedMs = 0;
  #expectedMs = 0;
  #files = 0;
  #completed = 0;
  #failed = 0;

  constructor(globalConfig) {
    this.workers = globalConfig.maxWorkers;
  }

  onRunStart({ numTotalTestSuites }, { estimatedTime }) {
    this.#startedAt = this.#lastShown = Date.now();
    this.#files = numTotalTestSuites;
    this.#expectedMs = estimatedTime * 1000;
    if (numTotalTestSuites > 1) this.#write(`${numTotalTestSuites} test files, ${about(this.#expectedMs)}.`);
  }

  onTestFileResult(test, { numFailingTests, testExecError }) {
    this.#completed++;
    this.#completedMs += (test.duration ?? 0) / this.workers;
    if (numFailingTests > 0 || testExecError) this.#failed++;
    if (process.stderr.isTTY || Date.now() - this.#lastShown < INTERVAL_MS) return;
    this.#lastShown = Date.now();
    this.#write(
      `${this.#completed} of ${this.#files} files, ${this.#failed} failed, ${about(this.#remainingMs())} left.`,
    );
  }

  /** The further the run is, the more weight the measured speed of this machine has. */
  #remainingMs() {
    const elapsed = Date.now() - this.#startedAt;
    const share = Math.min(this.#completedMs / this.#expectedMs, 0.99);
    const pace = share > 0 ? elapsed / share : this.#expectedMs;
    return (this.#expectedMs * (1 - share) + pace * share) * (1 - share);
  }

  #write(line) {
    process.stderr.write(`\n${line}\n\n`);
  }
}

function about(ms) {
  return ms < 90_000 ? `about ${Math.max(5, Math.round(ms / 5000) * 5)} s` : `about ${Math.round(ms / 60_000)} min`;
}
