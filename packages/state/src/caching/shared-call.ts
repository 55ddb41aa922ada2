/** A call whose result several callers wait for. */
export class SharedCall<T> {
  readonly result: Promise<T>;
  readonly #controller = new AbortController();
  #waiting = 0;
  /** A caller without a signal waits for it. */
  #isWanted = false;

  /** @param call - takes the signal of the shared call */
  constructor(call: (signal: AbortSignal) => Promise<T>) {
    this.result = call(this.#controller.signal);
    // Each caller has a promise of its own; after the last one has aborted, nothing waits for this one.
    this.result.catch(() => undefined);
  }

  /** Whether all callers have given up. */
  get isAborted(): boolean {
    return this.#controller.signal.aborted;
  }

  abort(reason: unknown): void {
    this.#controller.abort(reason);
  }

  /** Keeps the call going even if no caller waits. */
  want(): void {
    this.#isWanted = true;
  }

  /** Settles as the call does, or rejects with the reason of the caller's signal. */
  join(signal: AbortSignal | undefined): Promise<T> {
    if (!signal) {
      this.want();
      return this.result;
    }
    this.#waiting += 1;
    return new Promise<T>((resolve, reject) => {
      const leave = (): void => {
        this.#waiting -= 1;
        reject(signal.reason as Error);
        if (this.#waiting === 0 && !this.#isWanted) this.abort(signal.reason);
      };
      if (signal.aborted) {
        leave();
        return;
      }
      signal.addEventListener("abort", leave, { once: true });
      const settle = (): void => signal.removeEventListener("abort", leave);
      this.result.then(resolve, reject).finally(settle);
    });
  }
}
