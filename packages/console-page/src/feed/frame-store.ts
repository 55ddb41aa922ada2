/** A page in the background draws no frames; what it is told must not pile up. */
const MAX_WAITING = 500;

/**
 * State that changes as often as it likes and is shown once in each frame: a burst of a thousand events is applied and drawn
 * at once.
 */
export class FrameStore<State, Event> {
  #shown: State;
  #next: State;
  #waiting: Event[] = [];
  #isDrawing = false;
  readonly #listeners = new Set<() => void>();

  constructor(
    initial: State,
    private readonly apply: (state: State, events: readonly Event[]) => State,
  ) {
    this.#shown = initial;
    this.#next = initial;
  }

  /** As of the last frame. */
  readonly snapshot = (): State => this.#shown;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  add(event: Event): void {
    this.#waiting.push(event);
    if (this.#waiting.length >= MAX_WAITING) this.#take();
    if (this.#isDrawing) return;
    this.#isDrawing = true;
    requestAnimationFrame(() => this.#show());
  }

  #take(): void {
    const events = this.#waiting;
    this.#waiting = [];
    this.#next = this.apply(this.#next, events);
  }

  #show(): void {
    this.#isDrawing = false;
    this.#take();
    this.#shown = this.#next;
    for (const listener of this.#listeners) listener();
  }
}
