/** Tracks the tasks in progress, to wait until all of them have ended. */
export class Tasks {
  #running = 0;
  #waiting: (() => void)[] = [];

  /** @param onFailure - called with the error of a task that rejects */
  constructor(private readonly onFailure: (error: unknown) => void) {}

  get idle(): boolean {
    return this.#running === 0;
  }

  run(task: () => Promise<unknown>): void {
    this.#running++;
    task()
      .catch(this.onFailure)
      .finally(() => {
        this.#running--;
        if (this.idle)
          this.#waiting.splice(0).forEach((resume) => {
            resume();
          });
      });
  }

  async whenIdle(): Promise<void> {
    if (this.idle) return;
    await new Promise<void>((resume) => this.#waiting.push(resume));
  }
}
