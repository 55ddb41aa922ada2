/** A page in the background renders no frames, so its queue needs a bound. */
const MAX_QUEUED_EVENTS = 500;

/** State that may change at any rate but is published once per frame: a burst of a thousand events renders once. */
export class FrameStore<State, Event> {
  #published: State;
  #next: State;
  #queue: Event[] = [];
  #isFrameRequested = false;
  readonly #listeners = new Set<() => void>();

  constructor(
    initial: State,
    private readonly apply: (state: State, events: readonly Event[]) => State,
  ) {
    this.#published = initial;
    this.#next = initial;
  }

  /** Returns the state as of the last frame. */
  readonly snapshot = (): State => this.#published;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  add(event: Event): void {
    this.#queue.push(event);
    if (this.#queue.length >= MAX_QUEUED_EVENTS) this.#flush();
    if (this.#isFrameRequested) return;
    this.#isFrameRequested = true;
    requestAnimationFrame(() => this.#publish());
  }

  #flush(): void {
    const events = this.#queue;
    this.#queue = [];
    this.#next = this.apply(this.#next, events);
  }

  #publish(): void {
    this.#isFrameRequested = false;
    this.#flush();
    this.#published = this.#next;
    for (const listener of this.#listeners) listener();
  }
}
