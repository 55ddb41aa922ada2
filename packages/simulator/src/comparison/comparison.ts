import { isDeepStrictEqual } from "node:util";
import type { Collection } from "../knowledge/collection.js";
import { compare, type ItemChange } from "./compare.js";
import { allFactsOf, type Comparable, type Facts, type Listed } from "./facts.js";

/** Compares the items of a collection with what was known of them at the last start. It remembers only what differs. */
export class Comparison<T extends object> {
  /** What was known of items that differ, or that have not been reported completely since; undefined for new ones. */
  readonly #before = new Map<string, Facts | undefined>();

  constructor(
    private readonly collection: Collection<T>,
    private readonly comparable: Comparable<T>,
    private readonly listed: Listed,
  ) {}

  /** Begins to remember what is replaced. */
  start(): void {
    this.collection.beforeWrite = (id, item) => {
      if (!this.#before.has(id)) this.#before.set(id, item && allFactsOf(this.comparable, item));
    };
  }

  /** Compares an item with what is known of it from before. */
  compareWith(id: string, facts: Facts): void {
    this.#before.set(id, facts);
  }

  /** Yields what is known of each item: of what has not been reported since the last start, what was known then. */
  *known(): Generator<readonly [id: string, facts: Facts]> {
    for (const id of this.collection.ids()) yield [id, { ...this.#before.get(id), ...this.#now(id) }];
    for (const [id, before] of this.#before)
      if (before && !this.collection.get(id) && !this.#isListed(before)) yield [id, before];
  }

  /** The ids of what may differ. */
  get ids(): readonly string[] {
    return [...this.#before.keys()];
  }

  /** Returns how an item differs, with the facts of a changed one only. Forgets what was known of it if nothing differs. */
  changeOf(id: string): (ItemChange & { readonly name: string | undefined }) | undefined {
    if (!this.#before.has(id)) return undefined;
    const before = this.#before.get(id);
    const after = this.#now(id);
    if (isDeepStrictEqual(before, after)) this.#before.delete(id);
    const change = compare(this.comparable, before, after);
    if (!change || (change.kind === "removed" && !this.#isListed(before))) return undefined;
    const facts = change.kind === "changed" ? change.facts : [];
    return { kind: change.kind, facts, name: this.comparable.nameOf(after ?? before ?? {}) };
  }

  /** From now on, compares with the current values and, for items not reported since the last start, with those from before it. */
  restart(): void {
    for (const [id, before] of this.#before) {
      const known = before && this.#completed(before, this.#now(id));
      if (known) this.#before.set(id, known);
      else this.#before.delete(id);
    }
  }

  /** Forgets everything. */
  clear(): void {
    this.#before.clear();
    this.collection.beforeWrite = () => undefined;
  }

  #now(id: string): Facts | undefined {
    const item = this.collection.get(id);
    return item && this.comparable.factsOf(item, this.listed);
  }

  #isListed(before: Facts | undefined): boolean {
    return before !== undefined && this.listed.has(this.comparable.listOf(before));
  }

  /** Returns what is known with what was known before; undefined if nothing is missing. */
  #completed(before: Facts, after: Facts | undefined): Facts | undefined {
    if (!after) return this.#isListed(before) ? undefined : before;
    return Object.keys(before).some((name) => !(name in after)) ? { ...before, ...after } : undefined;
  }
}
