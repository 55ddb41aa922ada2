const INTERVAL_MS = 15_000;

/** Says how long the run takes, and, where there is no terminal for jest's own status line, how far it is. */
export default class ProgressReporter {
  #begun = 0;
  #lastShown = 0;
  /** What the files that have ended were expected to take, and what all of them are; milliseconds. */
  #done = 0;
  #expected = 0;
  #files = 0;
  #ended = 0;
  #failed = 0;

  constructor(globalConfig) {
    this.workers = globalConfig.maxWorkers;
  }

  onRunStart({ numTotalTestSuites }, { estimatedTime }) {
    this.#begun = this.#lastShown = Date.now();
    this.#files = numTotalTestSuites;
    this.#expected = estimatedTime * 1000;
    if (numTotalTestSuites > 1) this.#write(`${numTotalTestSuites} test files, ${about(this.#expected)}.`);
  }

  onTestFileResult(test, { numFailingTests, testExecError }) {
    this.#ended++;
    this.#done += (test.duration ?? 0) / this.workers;
    if (numFailingTests > 0 || testExecError) this.#failed++;
    if (process.stderr.isTTY || Date.now() - this.#lastShown < INTERVAL_MS) return;
    this.#lastShown = Date.now();
    this.#write(`${this.#ended} of ${this.#files} files, ${this.#failed} failed, ${about(this.#left())} left.`);
  }

  /** The longer it runs, the more counts how fast this machine has been so far. */
  #left() {
    const elapsed = Date.now() - this.#begun;
    const share = Math.min(this.#done / this.#expected, 0.99);
    const pace = share > 0 ? elapsed / share : this.#expected;
    return (this.#expected * (1 - share) + pace * share) * (1 - share);
  }

  #write(line) {
    process.stderr.write(`\n${line}\n\n`);
  }
}

function about(ms) {
  return ms < 90_000 ? `about ${Math.max(5, Math.round(ms / 5000) * 5)} s` : `about ${Math.round(ms / 60_000)} min`;
}
