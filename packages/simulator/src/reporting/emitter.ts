type Listener = (event: never) => void;

/** Typed events. A listener that throws does not affect the conversation. */
export class Emitter<Events extends object> {
  readonly #listeners = new Map<keyof Events, Set<Listener>>();
  readonly #afterEach = new Set<() => void>();

  /** Returns a function that removes the listener. */
  on<Name extends keyof Events>(name: Name, listener: (event: Events[Name]) => void): () => void {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners);
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }

  /** Adds a listener that is called after each event of any kind. */
  afterEach(listener: () => void): () => void {
    this.#afterEach.add(listener);
    return () => {
      this.#afterEach.delete(listener);
    };
  }

  emit<Name extends keyof Events>(name: Name, event: Events[Name]): void {
    for (const listener of this.#listeners.get(name) ?? [])
      safely(() => {
        listener(event as never);
      });
    for (const listener of this.#afterEach) safely(listener);
  }
}

/** Rethrows the error of a listener outside the client, where its owner can see it. */
function safely(call: () => void): void {
  try {
    call();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
