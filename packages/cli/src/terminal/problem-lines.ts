import { Fault, faultOf, type LogEntry, type Problem } from "@galaxy-kit/simulator";

/** A fault is printed when it has not repeated for this long: an import fails for many items at almost the same time. */
const QUIET_MS = 250;
/** A fault that does not stop is printed this often. */
const INTERVAL_MS = 10_000;
/** More than an integration has; texts that are never the same must not fill the memory. */
const MAX_REMEMBERED = 1000;

interface Waiting {
  readonly fault: Fault;
  readonly since: number;
  readonly timer: NodeJS.Timeout;
}

/** Prints problems, after a moment: those that have the same fault become one line. */
export class ProblemLines {
  readonly #waiting = new Map<string, Waiting>();
  readonly #printed = new Set<string>();

  /** Items whose failures are in the log. */
  readonly #logged = new Set<unknown>();

  constructor(private readonly print: (fault: Fault) => void) {}

  add(problem: Problem): void {
    const key = faultOf(problem);
    const waiting = this.#waiting.get(key);
    const isNew = !this.#printed.has(key);
    if (waiting) {
      waiting.fault.add(problem);
      if (performance.now() - waiting.since >= INTERVAL_MS) this.#end(key);
      else if (isNew) waiting.timer.refresh();
      return;
    }
    const timer = setTimeout(() => this.#end(key), isNew ? QUIET_MS : INTERVAL_MS);
    this.#waiting.set(key, { fault: new Fault(problem), since: performance.now(), timer });
  }

  /** Notes what the integration logs: it says more about a failed import than the client can know, and once is enough. */
  addLogged({ fields }: LogEntry): void {
    const ids = fields?.["ids"];
    if (!Array.isArray(ids)) return;
    if (this.#logged.size >= MAX_REMEMBERED) this.#logged.clear();
    for (const id of ids) this.#logged.add(id);
  }

  /** Prints what has waited until now. */
  flush(): void {
    for (const key of [...this.#waiting.keys()]) this.#end(key);
  }

  #end(key: string): void {
    const waiting = this.#waiting.get(key);
    if (!waiting) return;
    clearTimeout(waiting.timer);
    this.#waiting.delete(key);
    if (this.#printed.size >= MAX_REMEMBERED) this.#printed.clear();
    this.#printed.add(key);
    // However failures are grouped, the first one of all is the first one of its group.
    const { kind, itemId } = waiting.fault.first;
    if (kind !== "import-failure" || !this.#logged.has(itemId)) this.print(waiting.fault);
  }
}
