import { describe } from "@galaxy-kit/protocol";
import { GalaxyError } from "@galaxy-kit/sdk";
import type { Handler } from "../wiring/handlers.js";
import { InvalidResult } from "../wiring/invalid-result.js";
import type { ImportRun } from "./import-run.js";
import { PageCheck } from "./page-check.js";

/** An iterable that repeats itself more often than this never ends. */
const MAX_REPEATED = 1000;

/** Passes on the results of the requested ids and no others, as the client expects. */
export class BatchResults {
  // Counted, not kept: an endless iterable would fill the memory.
  readonly #unrequested = new Tally();
  readonly #repeated = new Tally();
  readonly #pages = new Map<string, PageCheck>();
  #requested: Set<string> | undefined;

  constructor(private readonly run: ImportRun) {}

  /**
   * Returns whether the entry was a result that the client waits for.
   *
   * @throws an {@link InvalidResult} if the entries repeat themselves forever
   */
  take(entry: unknown): boolean {
    const { handler, messages, missing } = this.run;
    const [id, value] = asEntry(entry, handler);
    if (!missing.has(id)) {
      if (!this.#wasRequested(id)) {
        this.#unrequested.add(id);
        return false;
      }
      if (!messages.hasItemFinished) {
        this.#repeated.add(id);
        if (this.#repeated.count < MAX_REPEATED) return false;
        throw new InvalidResult(
          `${handler.name} (${handler.decorator}) returns the same ids again and again, such as ${JSON.stringify(id)}`,
        );
      }
    }
    if (GalaxyError.isGalaxyError(value)) messages.failure(id, value);
    else {
      if (messages.hasItemFinished) this.#pagesOf(id).check(value);
      messages.success(id, value);
    }
    return true;
  }

  /** Logs what was not sent. */
  reportIgnored(): void {
    const { messages } = this.run;
    if (this.#unrequested.count > 0) messages.unrequested(this.#unrequested.count, this.#unrequested.first);
    if (this.#repeated.count > 0) messages.repeated(this.#repeated.count, this.#repeated.first);
  }

  #pagesOf(id: string): PageCheck {
    const pages = this.#pages.get(id) ?? new PageCheck(this.run.handler, id);
    this.#pages.set(id, pages);
    return pages;
  }

  /** Built lazily: only needed for repeated or unrequested ids. */
  #wasRequested(id: string): boolean {
    this.#requested ??= new Set(this.run.ids);
    return this.#requested.has(id);
  }
}

/** A count, with the first of what was counted. */
class Tally {
  count = 0;
  first = "";

  add(id: string): void {
    if (this.count++ === 0) this.first = id;
  }
}

function asEntry(entry: unknown, handler: Handler): readonly [id: string, value: unknown] {
  if (Array.isArray(entry) && entry.length === 2 && typeof entry[0] === "string") return entry as [string, unknown];
  throw new InvalidResult(
    `${handler.name} (${handler.decorator}) returned an entry that is not [id, value] with a string id: ${describeEntry(entry)}`,
  );
}

function describeEntry(entry: unknown): string {
  return Array.isArray(entry) && entry.length === 2 ? `its id is ${describe(entry[0])}` : `found ${describe(entry)}`;
}
