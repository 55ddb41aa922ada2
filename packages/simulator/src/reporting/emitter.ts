type Listener = (event: never) => void;

/** Typed events; a listener that throws does not disturb the conversation. */
export class Emitter<Events extends object> {
  readonly #listeners = new Map<keyof Events, Set<Listener>>();
  readonly #afterEach = new Set<() => void>();

  /** Answers the function that stops it. */
  on<Name extends keyof Events>(name: Name, listener: (event: Events[Name]) => void): () => void {
    const listeners = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, listeners);
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }

  /** Called after each event, whichever it is. */
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

/** What a listener throws is its owner's: it is thrown again where it cannot end up inside the client. */
function safely(call: () => void): void {
  try {
    call();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
