import type { Values } from "../model/declaration.js";

/** How many forms that were shown can still be saved. */
const MAX_REVISIONS = 50;

/** What a form has shown, so that only what the user has changed is saved. */
export interface Revision {
  readonly shown: Values;
  /** Secrets that were entered and not saved. The page gets none of them back. */
  readonly secrets: Values;
}

/** The forms that were shown in any window. */
export class Revisions {
  readonly #revisions = new Map<string, Revision>();
  #nextId = 1;

  /** Returns what the form has to send. */
  add(revision: Revision): string {
    const id = String(this.#nextId++);
    this.#revisions.set(id, revision);
    const [oldest] = this.#revisions.keys();
    if (this.#revisions.size > MAX_REVISIONS && oldest !== undefined) this.#revisions.delete(oldest);
    return id;
  }

  /** Of a form that is not known anymore, everything counts as changed. */
  find(id: string | null): Revision {
    return this.#revisions.get(id ?? "") ?? { shown: {}, secrets: {} };
  }
}
