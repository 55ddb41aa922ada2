import type { ImportRun } from "./import-run.js";

/** An import in progress. */
export interface OpenRun {
  readonly run: ImportRun;
  readonly over: () => void;
  /** Stops waiting for the message that the import has finished. */
  cancelTimeout?: () => void;
}

/** The imports of one kind in progress. There may be thousands after games were added, so all lookups are indexed. */
export class OpenRuns {
  /** Oldest first. */
  readonly #all = new Set<OpenRun>();
  /** Oldest first. Lists are never changed: the 50,000 ids of one run share a list, where one for each would take 8 MB. */
  readonly #byId = new Map<string, readonly OpenRun[]>();
  /** Have every result, and wait only for the message that they have finished. */
  readonly #answered = new Set<OpenRun>();

  get all(): readonly OpenRun[] {
    return [...this.#all];
  }

  get isEmpty(): boolean {
    return this.#all.size === 0;
  }

  add(open: OpenRun): void {
    this.#all.add(open);
    const alone = [open];
    for (const id of open.run.ids) {
      const runs = this.#byId.get(id);
      this.#byId.set(id, runs ? [...runs, open] : alone);
    }
  }

  /** Call when a run has every result. */
  markAnswered(open: OpenRun): void {
    this.#answered.add(open);
  }

  delete(open: OpenRun): void {
    this.#all.delete(open);
    this.#answered.delete(open);
    for (const id of open.run.ids) {
      const others = this.#byId.get(id)?.filter((run) => run !== open) ?? [];
      if (others.length === 0) this.#byId.delete(id);
      else this.#byId.set(id, others);
    }
  }

  requested(id: string): boolean {
    return this.#byId.has(id);
  }

  /** Returns every run that has requested this id. */
  requesting(id: string): Iterable<OpenRun> {
    return this.#byId.get(id) ?? [];
  }

  /** Returns the oldest run that waits for this id. */
  expecting(id: string): OpenRun | undefined {
    for (const open of this.#byId.get(id) ?? []) {
      if (open.run.expects(id)) return open;
    }
    return undefined;
  }

  /** The run that a finished message refers to, since the message does not name it. */
  get nextToFinish(): OpenRun | undefined {
    for (const open of this.#answered) return open;
    for (const open of this.#all) return open;
    return undefined;
  }
}
