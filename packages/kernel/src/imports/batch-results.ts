import { GalaxyError } from "@galaxy-kit/sdk";
import { type Handler, InvalidResult } from "../wiring/handlers.js";
import type { ImportRun } from "./import-run.js";

/** Passes on the results of the requested ids and no others, as the client expects. */
export class BatchResults {
  /** The ids without a result so far. */
  readonly missing: Set<string>;
  /** Counted, not kept: an endless iterable would fill the memory. */
  #unrequested = 0;
  #firstUnrequested = "";
  #requested: Set<string> | undefined;

  constructor(private readonly run: ImportRun) {
    this.missing = new Set(run.ids);
  }

  take(entry: unknown): void {
    const { handler, messages } = this.run;
    const [id, value] = asEntry(entry, handler);
    if (!this.missing.has(id) && !this.#wasRequested(id)) {
      if (this.#unrequested++ === 0) this.#firstUnrequested = id;
      return;
    }
    if (GalaxyError.isGalaxyError(value)) messages.failure(id, value);
    else messages.success(id, value);
    this.missing.delete(id);
  }

  /** Logs that there were results for ids that were not requested. */
  reportUnrequested(): void {
    if (this.#unrequested > 0) this.run.messages.unrequested(this.#unrequested, this.#firstUnrequested);
  }

  /** Built lazily: only needed for duplicate or unrequested ids. */
  #wasRequested(id: string): boolean {
    this.#requested ??= new Set(this.run.ids);
    return this.#requested.has(id);
  }
}

function asEntry(entry: unknown, handler: Handler): readonly [id: string, value: unknown] {
  if (Array.isArray(entry) && entry.length === 2 && typeof entry[0] === "string") return entry as [string, unknown];
  throw new InvalidResult(
    `${handler.name} (${handler.decorator}) returned an entry that is not [id, value] with a string id`,
  );
}
