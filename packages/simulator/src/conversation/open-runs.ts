import type { ImportRun } from "./import-run.js";

/** An import that goes on. */
export interface OpenRun {
  readonly run: ImportRun;
  readonly over: () => void;
  /** Ends the wait for the message that says it is finished. */
  relax?: () => void;
}

/** The imports of one kind that go on. After thousands of games were added there are as many, so that none is searched for. */
export class OpenRuns {
  /** Oldest first. */
  readonly #all = new Set<OpenRun>();
  readonly #asking = new Map<string, Set<OpenRun>>();
  /** Wait for nothing but the message that says they are finished. */
  readonly #answered = new Set<OpenRun>();

  get all(): readonly OpenRun[] {
    return [...this.#all];
  }

  get isEmpty(): boolean {
    return this.#all.size === 0;
  }

  add(open: OpenRun): void {
    this.#all.add(open);
    for (const id of open.run.asked) {
      const asking = this.#asking.get(id) ?? new Set();
      this.#asking.set(id, asking.add(open));
    }
  }

  /** Has to be told: a run does not know where it is kept. */
  noteAnswered(open: OpenRun): void {
    this.#answered.add(open);
  }

  delete(open: OpenRun): void {
    this.#all.delete(open);
    this.#answered.delete(open);
    for (const id of open.run.asked) {
      const asking = this.#asking.get(id);
      asking?.delete(open);
      if (asking?.size === 0) this.#asking.delete(id);
    }
  }

  haveAsked(id: string): boolean {
    return this.#asking.has(id);
  }

  /** The oldest one that waits for this id. */
  expecting(id: string): OpenRun | undefined {
    for (const open of this.#asking.get(id) ?? []) {
      if (open.run.expects(id)) return open;
    }
    return undefined;
  }

  /** The one that is meant where a message says that an import is finished, but not which. */
  get nextToFinish(): OpenRun | undefined {
    for (const open of this.#answered) return open;
    for (const open of this.#all) return open;
    return undefined;
  }
}
