import { withoutItem } from "@galaxy-kit/protocol";
import { describeProblem, type Problem } from "./problem.js";

const MAX_ITEMS = 5;

/** Returns the same text for problems that differ only in the item that they are about. */
export function faultOf({ severity, kind, method, importKind, itemId, message }: Problem): string {
  return [severity, kind, method, importKind, withoutItem(message, itemId)].join("\n");
}

/** One fault, and how many problems it has caused. */
export class Fault {
  #count = 1;
  readonly #items = new Set<string>();
  #hasMoreItems = false;

  constructor(readonly first: Problem) {
    this.#addItem(first);
  }

  get severity(): Problem["severity"] {
    return this.first.severity;
  }

  /** @param problem - another one of the same {@link faultOf} */
  add(problem: Problem): void {
    this.#count += 1;
    this.#addItem(problem);
  }

  /** Returns one line for people, with the first items. */
  describe(): string {
    if (this.#count === 1) return describeProblem(this.first);
    const { severity, kind, method, importKind, message } = this.first;
    const items = [...this.#items].map((id) => JSON.stringify(id)).join(", ");
    const where = [method, importKind, items].filter(Boolean).join(" ");
    const times = `${this.#count} times`;
    return `${severity} ${kind} (${where === "" ? "" : `${where}${this.#hasMoreItems ? ", …" : ""}, `}${times}): ${message}`;
  }

  #addItem({ itemId }: Problem): void {
    if (itemId === undefined || this.#items.has(itemId)) return;
    if (this.#items.size < MAX_ITEMS) this.#items.add(itemId);
    else this.#hasMoreItems = true;
  }
}

/** Returns the faults that caused the problems, in the order of their first one. */
export function faultsIn(problems: readonly Problem[]): Fault[] {
  const faults = new Map<string, Fault>();
  for (const problem of problems) {
    const key = faultOf(problem);
    const fault = faults.get(key);
    if (fault) fault.add(problem);
    else faults.set(key, new Fault(problem));
  }
  return [...faults.values()];
}
