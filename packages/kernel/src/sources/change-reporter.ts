import type { Clock } from "@galaxy-kit/sdk";
import type { RawNotification } from "./raw-notification.js";
import type { SourceModel } from "./source-model.js";
import { TokenBucket } from "./token-bucket.js";

/** What the client knows about an id that nothing is known about. */
const NOTHING = "";
/** What can be reported at once. */
const BURST = 50;

interface ChangeReporterParts {
  readonly model: SourceModel;
  /** What is, by id: the JSON of each item. */
  readonly known: () => ReadonlyMap<string, string>;
  readonly send: (notification: RawNotification) => void;
  readonly perSecond: number;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/**
 * Reports to the client what differs from what it knows. Nothing is queued but ids: what to report about one is decided when it is its
 * turn, so a change that is taken back in time is never reported.
 */
export class ChangeReporter {
  /** What the client knows. */
  #reported = new Map<string, string>();
  /** The ids that may differ. */
  readonly #changed = new Set<string>();
  /** Whether the client has what a change would be compared with. */
  #isOpen = false;
  /** How many responses are being written; a change must not overtake them. */
  #answering = 0;
  #isPumping = false;
  readonly #bucket: TokenBucket;

  constructor(private readonly parts: ChangeReporterParts) {
    this.#bucket = new TokenBucket(parts.clock, parts.perSecond, BURST);
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** How many changes are yet to be reported. */
  get pending(): number {
    if (!this.#isOpen) return 0;
    let count = 0;
    for (const id of this.#changed) if (this.#differs(id)) count += 1;
    return count;
  }

  /** Reports later that an item has changed. */
  changed(id: string): void {
    if (!this.#isOpen && this.#answering === 0) return;
    this.#changed.add(id);
    this.#pump();
  }

  /** Reports at once that an item has changed. */
  report(id: string): void {
    if (this.#isOpen && this.#answering === 0) this.#reportOne(id);
    else this.changed(id);
  }

  /** The author has reported the client without us. */
  heard(id: string, text: string | undefined): void {
    if (text === undefined) this.#reported.delete(id);
    else this.#reported.set(id, text);
  }

  /**
   * A response with everything is about to be written.
   *
   * @param texts - the JSON of each item by id, to keep
   * @returns called when it has been written
   */
  answer(texts: Map<string, string>): () => void {
    this.#answering += 1;
    return () => {
      this.#reported = texts;
      this.#finishAnswer();
    };
  }

  /** An import is about to send an item to the client, or that nothing is known about it. */
  include(id: string, text = NOTHING): void {
    this.#reported.set(id, text);
    this.#isOpen = true;
  }

  /** The client has not asked, but is reported. */
  openUnasked(): void {
    if (this.#isOpen) return;
    this.#isOpen = true;
    for (const id of this.parts.known().keys()) this.#changed.add(id);
    this.#pump();
  }

  /** Everything was about another account. */
  reset(): void {
    this.#reported = new Map();
    this.#changed.clear();
    this.#isOpen = false;
  }

  #finishAnswer(): void {
    this.#answering -= 1;
    this.#isOpen = true;
    this.#pump();
  }

  #pump(): void {
    if (this.#isPumping || !this.#canReport()) return;
    this.#isPumping = true;
    void this.#reportAll();
  }

  #canReport(): boolean {
    return this.#isOpen && this.#answering === 0 && this.#changed.size > 0 && !this.parts.signal.aborted;
  }

  async #reportAll(): Promise<void> {
    const { clock, perSecond, signal } = this.parts;
    try {
      // Everything that changes in this turn of the event loop is reported in the order of the answer.
      await Promise.resolve();
      while (this.#canReport()) {
        for (const id of this.#changed) {
          if (!this.#bucket.hasToken()) break;
          this.#bucket.take(this.#reportOne(id));
        }
        if (this.#canReport()) await clock.sleep(1000 / perSecond, signal).catch(() => undefined);
      }
    } finally {
      // Here, and not a microtask later: what changes then would wait for the next change.
      this.#isPumping = false;
    }
  }

  #differs(id: string): boolean {
    const { model, known } = this.parts;
    const now = known().get(id);
    const before = this.#reported.get(id);
    if (now === before || (before === undefined && model.asked !== undefined)) return false;
    const isNothing = (text: string | undefined): boolean =>
      text === undefined || text === NOTHING || model.isNothing?.(text) === true;
    return !(isNothing(now) && isNothing(before));
  }

  /** Returns the number of notifications. */
  #reportOne(id: string): number {
    this.#changed.delete(id);
    const { model, known, send } = this.parts;
    if (!this.#differs(id)) return 0;
    const now = known().get(id);
    const before = this.#reported.get(id);
    // An id that the client has asked about stays one.
    if (now !== undefined || model.asked !== undefined) this.#reported.set(id, now ?? NOTHING);
    else this.#reported.delete(id);
    const notifications = model.report?.(id, now, before) ?? [];
    for (const notification of notifications) send(notification);
    return notifications.length;
  }
}
