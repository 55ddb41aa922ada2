import { type ImportCall, type ImportKind, imports } from "@galaxy-kit/protocol";
import type { Progress } from "../reporting/progress.js";

/** One `start_*_import`, and what was answered to it so far. */
export class ImportRun {
  /** The request to start it was answered. */
  accepted = false;
  /** A message came before that answer. */
  overtook = false;
  readonly asked: ReadonlySet<string>;
  readonly #open: Set<string>;
  readonly #done = new Set<string>();
  readonly #failed = new Set<string>();
  readonly #begun = new Set<string>();
  /** An id may be answered in several messages, the last of which says so. */
  readonly #inPages: boolean;
  #state: Progress["state"] = "running";
  #error: string | undefined;

  constructor(
    readonly kind: ImportKind,
    ids: readonly string[],
    readonly single: boolean,
  ) {
    this.asked = new Set(ids);
    this.#open = new Set(ids);
    this.#inPages = (imports[kind] as ImportCall<unknown>).itemFinished !== undefined;
  }

  get progress(): Progress {
    return {
      kind: this.kind,
      state: this.#state,
      done: this.#done.size,
      failed: this.#failed.size,
      total: this.asked.size,
      single: this.single,
      ...(this.#error !== undefined && { error: this.#error }),
    };
  }

  /** Ids about which nothing final was said. */
  get open(): readonly string[] {
    return [...this.#open];
  }

  get isAnswered(): boolean {
    return this.#open.size === 0;
  }

  expects(id: string): boolean {
    return this.#open.has(id);
  }

  /** Answers whether it is the first value of this id. */
  succeed(id: string): boolean {
    const isFirst = !this.#begun.has(id);
    this.#begun.add(id);
    if (!this.#inPages) this.close(id);
    return isFirst;
  }

  fail(id: string): void {
    this.#failed.add(id);
    if (!this.#inPages) this.close(id);
  }

  /** Nothing more comes about this id. */
  close(id: string): void {
    this.#open.delete(id);
    if (!this.#failed.has(id)) this.#done.add(id);
  }

  /** Ids that were not answered have failed. */
  finish(): void {
    for (const id of this.#open) this.#failed.add(id);
    this.#open.clear();
    this.#state = "finished";
  }

  abort(error: string): void {
    this.#state = "failed";
    this.#error = error;
  }
}
