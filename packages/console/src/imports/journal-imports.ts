import { type ImportKind, imports } from "@galaxy-kit/protocol";
import { importMessages, type JournalEntry, type SessionStart, type SimulatedClient } from "@galaxy-kit/simulator";
import type { JournalImport } from "../contract/index.js";

/** Enough for an integration that is restarted all day. */
const MAX_IMPORTS = 1_000;

/** The import that a request starts, by its method. */
const startMethods: ReadonlyMap<string | undefined, ImportKind> = new Map(
  (Object.keys(imports) as ImportKind[]).map((kind) => [imports[kind].start.method, kind]),
);

/** The messages of one import. Another request of the same kind that comes while it is running belongs to it, too. */
export class TrackedImport {
  readonly #numbers = { all: [] as number[], failures: [] as number[] };
  #dropped = 0;
  /** Until it is started: an integration may send results that were never requested. */
  #state: JournalImport["state"] = "ended";
  #endedAt: number | undefined;
  #results = 0;
  #failures = 0;
  /** The requests that have not been followed by the end of an import. */
  #open = 0;

  constructor(
    readonly kind: ImportKind,
    private readonly first: JournalEntry,
  ) {}

  get number(): number {
    return this.first.number;
  }

  start(): void {
    this.#open++;
    this.#state = "running";
  }

  /** Returns whether all of it has ended. */
  end(state: "finished" | "ended", time: number): boolean {
    if (--this.#open > 0 || this.#endedAt !== undefined) return false;
    this.#state = state;
    this.#endedAt = time;
    return true;
  }

  interrupt(time: number): void {
    this.#open = 0;
    this.end("ended", time);
  }

  addItem(number: number, part: "success" | "failure" | "itemFinished"): void {
    this.#numbers.all.push(number);
    if (part === "success") this.#results++;
    if (part !== "failure") return;
    this.#numbers.failures.push(number);
    this.#failures++;
  }

  /** Returns the numbers of messages about items, ascending. */
  items(of: "all" | "failures", from: number, count: number): readonly number[] {
    return this.#numbers[of].slice(from, from + count);
  }

  /** Call when messages about items before this number were dropped. */
  dropBefore(firstKept: number): void {
    const { all, failures } = this.#numbers;
    this.#dropped += all.splice(0, countBelow(all, firstKept)).length;
    failures.splice(0, countBelow(failures, firstKept));
  }

  row(): JournalImport {
    const { number, kind } = this;
    return {
      id: String(number),
      number,
      kind,
      state: this.#state,
      startedAt: this.first.time,
      endedAt: this.#endedAt,
      results: this.#results,
      failures: this.#failures,
      kept: { all: this.#numbers.all.length, failures: this.#numbers.failures.length },
      dropped: this.#dropped,
    };
  }
}

/** Determines which messages belong to which import. */
export class JournalImports {
  /** By their ids. */
  readonly all: Record<string, TrackedImport> = {};
  readonly #latest = new Map<ImportKind, TrackedImport>();
  readonly #running = new Map<ImportKind, TrackedImport>();
  /** The requests, and the ends of imports, that are parts of an import. */
  readonly #parts = new Map<number, TrackedImport>();

  constructor(private readonly client: SimulatedClient) {
    for (const entry of client.journal) this.take(entry);
  }

  /** Must be called for each message. Returns the ids of the imports that it changes. */
  take(entry: JournalEntry): readonly string[] {
    const changed = entry.type === "notification" ? this.#takeNotification(entry) : this.#takeExchange(entry);
    return changed ? [String(changed.number)] : [];
  }

  /** Must be called when the integration is started: what the one before was importing will not be finished. */
  startSession({ time }: SessionStart): readonly string[] {
    const interrupted = [...this.#running.values()];
    for (const tracked of interrupted) tracked.interrupt(time);
    this.#running.clear();
    return interrupted.map(({ number }) => String(number));
  }

  /** Returns the number of the import that a message about no single item is a part of. */
  partOf({ number, answers = number }: JournalEntry): number | undefined {
    const tracked = this.#parts.get(answers);
    return tracked && tracked.number !== number ? tracked.number : undefined;
  }

  /** Returns the messages about its items, as far as they are kept. */
  items(id: string, of: "all" | "failures", from: number, count: number): readonly JournalEntry[] {
    const numbers = this.all[id]?.items(of, from, count) ?? [];
    return numbers.map((number) => this.client.entry(number)).filter((entry) => entry !== undefined);
  }

  #takeExchange(entry: JournalEntry): TrackedImport | undefined {
    const { type, direction, method, number, answers } = entry;
    const kind = startMethods.get(method);
    if (kind === undefined) return undefined;
    if (type === "request" && direction === "sent") {
      const tracked = this.#running.get(kind) ?? this.#add(kind, entry);
      tracked.start();
      this.#running.set(kind, tracked);
      this.#parts.set(number, tracked);
      return tracked;
    }
    const tracked = answers === undefined ? undefined : this.#parts.get(answers);
    if (tracked && entry.error !== undefined && tracked.end("ended", entry.time)) this.#running.delete(kind);
    return tracked;
  }

  #takeNotification(entry: JournalEntry): TrackedImport | undefined {
    const { direction, method = "", number, time } = entry;
    const message = direction === "received" ? importMessages.get(method) : undefined;
    if (!message) return undefined;
    const { kind, part } = message;
    const tracked = this.#running.get(kind) ?? this.#latest.get(kind) ?? this.#add(kind, entry);
    if (part !== "finished") tracked.addItem(number, part);
    else {
      this.#parts.set(number, tracked);
      if (tracked.end("finished", time)) this.#running.delete(kind);
    }
    return tracked;
  }

  #add(kind: ImportKind, entry: JournalEntry): TrackedImport {
    const firstKept = this.client.firstItemMessage ?? 0;
    for (const earlier of Object.values(this.all)) earlier.dropBefore(firstKept);
    const tracked = new TrackedImport(kind, entry);
    this.all[tracked.number] = tracked;
    this.#latest.set(kind, tracked);
    const [oldest, ...others] = Object.keys(this.all);
    if (oldest !== undefined && others.length >= MAX_IMPORTS) this.#forget(oldest);
    return tracked;
  }

  #forget(id: string): void {
    const forgotten = this.all[id];
    Reflect.deleteProperty(this.all, id);
    for (const [number, tracked] of this.#parts) if (tracked === forgotten) this.#parts.delete(number);
  }
}

/** Returns how many numbers of an ascending list are below another one. */
function countBelow(numbers: readonly number[], limit: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] ?? Infinity) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
