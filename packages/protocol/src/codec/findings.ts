import { type CodecError, describe, pathText } from "./codec-error.js";

/** What was found in a value that was encoded nevertheless. */
export type FindingKind =
  /** An element of a list is invalid and was left out. */
  | "left-out"
  /** A text has half of a surrogate pair, which was replaced. */
  | "repaired"
  /** A title or a name is blank. */
  | "blank"
  /** A member does not exist in the model, so it was not sent. */
  | "unknown"
  /** An id occurs more than once in a list. */
  | "repeated";

/** Where something was found, and what. */
export interface Finding {
  readonly kind: FindingKind;
  /** The path of the value, such as `ownedGames[3].gameTitle`. */
  readonly where: string;
  /** What is wrong there, if the kind does not say it. */
  readonly detail: string;
  /** The element that was left out, or the text that was repaired. */
  readonly value?: unknown;
  /** For an unknown member, the names that are possible there. */
  readonly known?: readonly string[];
}

type Step = string | number;

interface Entry {
  readonly kind: FindingKind;
  readonly path: Step[];
  /** Evaluated when the findings are read. */
  readonly findings: (where: (path: readonly Step[]) => string) => Iterable<Finding>;
}

/** Values of the same kind are alike: the first ones show which members an author writes. */
const MAX_INSPECTED = 1000;
const MAX_KEPT = 100;
/** A longer list is searched for repeated ids when the findings are read, which is after it was sent. */
const MAX_SEARCHED_AT_ONCE = 100;

/**
 * Makes an encoder treat its value as what an author returned. Without it, an encoder refuses what is invalid and passes
 * everything else on. With it, an encoder leaves out the invalid elements of a list, repairs texts, refuses blank ids, and notes
 * what the author should know.
 */
export class Findings {
  readonly #counts = new Map<FindingKind, number>();
  readonly #unknown = new Set<string>();
  #entries: Entry[] = [];
  #inspected = 0;
  /** Whether {@link inspect} should be called. */
  inspects = true;
  /** How many entries there are: more of them after an encoder has run mean that it has found something. */
  size = 0;

  /** Prepends a step to the paths of the entries since there were `since` of them, and returns how many there are now. */
  within(step: Step, since: number): number {
    for (const { path } of this.#entries.slice(since)) path.unshift(step);
    return this.size;
  }

  /** Forgets the entries since there were `since` of them: the value that they are about was left out. */
  forget(since: number): void {
    for (const { kind } of this.#entries.splice(since)) this.#counts.set(kind, (this.#counts.get(kind) ?? 1) - 1);
    this.size = this.#entries.length;
  }

  leaveOut(error: CodecError, value: unknown): void {
    const detail = `expected ${error.expected}, found ${error.found}`;
    this.#add("left-out", [...error.path], (where) => ({ where, detail, value }));
  }

  /** Returns a text without halves of surrogate pairs, which no encoding can represent. */
  repair(text: string): string {
    const value = text.toWellFormed();
    this.#add("repaired", [], (where) => ({ where, detail: describe(value), value }));
    return value;
  }

  blank(text: string): void {
    this.#add("blank", [], (where) => ({ where, detail: describe(text) }));
  }

  /** Notes the members of an object that its model does not have, for the first objects. */
  inspect(model: string, value: object, known: ReadonlySet<string>): void {
    this.#inspected += 1;
    this.inspects = this.#inspected < MAX_INSPECTED;
    for (const name of Object.keys(value)) {
      const key = `${model} ${name}`;
      if (known.has(name) || this.#unknown.has(key)) continue;
      this.#unknown.add(key);
      const possible = [...known].filter((other) => !Object.hasOwn(value, other));
      this.#add("unknown", [name], (where) => ({ where, detail: "", known: possible }));
    }
  }

  /** Notes ids that occur more than once in a list. */
  distinct(ids: readonly unknown[], property: string): void {
    if (ids.length < 2) return;
    if (ids.length > MAX_SEARCHED_AT_ONCE || new Set(ids).size < ids.length)
      this.#keep({
        kind: "repeated",
        path: [],
        findings: (where) =>
          repeated(ids).map((index) => ({
            kind: "repeated",
            where: where([index, property]),
            detail: describe(ids[index]),
          })),
      });
  }

  /** Returns everything that was found, by kind, with the number of all and the first of them. */
  read(): ReadonlyMap<FindingKind, { readonly count: number; readonly first: readonly Finding[] }> {
    const found = new Map<FindingKind, { count: number; first: Finding[] }>();
    for (const { path, findings } of this.#entries) {
      for (const finding of findings((rest) => pathText([...path, ...rest]))) {
        const same = found.get(finding.kind) ?? { count: 0, first: [] };
        found.set(finding.kind, same);
        same.count += 1;
        same.first.push(finding);
      }
    }
    for (const [kind, count] of this.#counts) {
      const same = found.get(kind);
      if (same) same.count = Math.max(same.count, count);
    }
    return found;
  }

  /** Only the first findings of a kind are kept: an author's list may have any number of them. */
  #add(kind: FindingKind, path: Step[], finding: (where: string) => Omit<Finding, "kind">): void {
    const count = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, count);
    if (count <= MAX_KEPT) this.#keep({ kind, path, findings: (where) => [{ kind, ...finding(where([])) }] });
  }

  #keep(entry: Entry): void {
    this.size = this.#entries.push(entry);
  }
}

/** Returns the positions of ids that have occurred before. */
function repeated(ids: readonly unknown[]): number[] {
  if (new Set(ids).size === ids.length) return [];
  const seen = new Set<unknown>();
  return [...ids.keys()].filter((index) => seen.size === seen.add(ids[index]).size);
}
