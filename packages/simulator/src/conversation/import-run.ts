import { type ImportCall, type ImportKind, imports, type SubscriptionGame } from "@galaxy-kit/protocol";
import type { Progress } from "../reporting/progress.js";

/** One `start_*_import`, and the messages received for it. */
export class ImportRun {
  /** Whether the request that starts it has got its response. */
  accepted = false;
  /** Whether a message that came before that response was reported. */
  wasEarly = false;
  /** Without repetitions. */
  readonly ids: readonly string[];
  readonly #open: Set<string>;
  /** How many ids have a complete result. A set of all of them would take more than a megabyte for 50,000 games. */
  #done = 0;
  readonly #failed = new Set<string>();
  /** Ids for which the first of several messages has arrived. */
  readonly #begun = new Set<string>();
  /** Ids whose result went to another run that had requested the same id before. */
  readonly #shared = new Set<string>();
  /** Whether the result of an id may come in several messages, followed by one that marks it as complete. */
  readonly #inPages: boolean;
  /** The games of all pages, each with the id that it belongs to. */
  readonly #pagedGames = new Set<string>();
  #state: Progress["state"] = "running";
  #error: string | undefined;

  constructor(
    readonly kind: ImportKind,
    ids: readonly string[],
    readonly single: boolean,
  ) {
    this.#open = new Set(ids);
    this.ids = [...this.#open];
    this.#inPages = (imports[kind] as ImportCall<unknown>).itemFinished !== undefined;
  }

  get progress(): Progress {
    return {
      kind: this.kind,
      state: this.#state,
      done: this.#done,
      failed: this.#failed.size,
      total: this.ids.length,
      single: this.single,
      ...(this.#error !== undefined && { error: this.#error }),
    };
  }

  /** Ids whose result is not complete. */
  get open(): readonly string[] {
    return [...this.#open];
  }

  /** Ids for which no result at all has arrived since the run was started. */
  get unanswered(): readonly string[] {
    return this.open.filter((id) => !this.#shared.has(id));
  }

  get isAnswered(): boolean {
    return this.#open.size === 0;
  }

  /** Grows with every message that is new to the client: the first value of an id, its failure, its end, or another game of it. */
  get news(): number {
    return this.#begun.size + this.#failed.size + this.#done + this.#pagedGames.size;
  }

  expects(id: string): boolean {
    return this.#open.has(id);
  }

  /** Call when the result of an id goes to another run: an integration may import an id once for several starts. */
  share(id: string): void {
    if (this.#open.has(id)) this.#shared.add(id);
  }

  /** Returns whether it is the first value for this id. */
  succeed(id: string, value: unknown): boolean {
    if (!this.#inPages) {
      this.close(id);
      return true;
    }
    const isFirst = !this.#begun.has(id);
    this.#begun.add(id);
    for (const { gameId } of (value ?? []) as readonly SubscriptionGame[]) this.#pagedGames.add(`${id} ${gameId}`);
    return isFirst;
  }

  fail(id: string): void {
    this.#failed.add(id);
    if (!this.#inPages) this.close(id);
  }

  /** Call when nothing more will come for this id. */
  close(id: string): void {
    if (this.#open.delete(id) && !this.#failed.has(id)) this.#done++;
  }

  /** Ids without a complete result have failed. */
  finish(): void {
    for (const id of this.#open) {
      if (this.#shared.has(id)) this.#done++;
      else this.#failed.add(id);
    }
    this.#open.clear();
    this.#state = "finished";
  }

  abort(error: string): void {
    this.#state = "failed";
    this.#error = error;
  }
}
