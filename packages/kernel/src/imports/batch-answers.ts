import { GalaxyError } from "@galaxy-kit/sdk";
import { type Handler, WrongResult } from "../wiring/handlers.js";
import type { ImportRun } from "./import-run.js";

/** Passes on what was asked for and nothing else: the client counts on it. */
export class BatchAnswers {
  /** What has not been answered yet. */
  readonly missing: Set<string>;
  /** Counted, not kept: an iterable without an end would fill the memory. */
  #strangers = 0;
  #firstStranger = "";
  #asked: Set<string> | undefined;

  constructor(private readonly run: ImportRun) {
    this.missing = new Set(run.ids);
  }

  take(entry: unknown): void {
    const { handler, messages } = this.run;
    const [id, value] = asEntry(entry, handler);
    if (!this.missing.has(id) && !this.#wasAsked(id)) {
      if (this.#strangers++ === 0) this.#firstStranger = id;
      return;
    }
    if (GalaxyError.isGalaxyError(value)) messages.failure(id, value);
    else messages.success(id, value);
    this.missing.delete(id);
  }

  refuseStrangers(): void {
    if (this.#strangers > 0) this.run.messages.notAskedFor(this.#strangers, this.#firstStranger);
  }

  /** Made only for whoever answers one twice, or what nobody has asked for. */
  #wasAsked(id: string): boolean {
    this.#asked ??= new Set(this.run.ids);
    return this.#asked.has(id);
  }
}

function asEntry(entry: unknown, handler: Handler): readonly [id: string, value: unknown] {
  if (Array.isArray(entry) && entry.length === 2 && typeof entry[0] === "string") return entry as [string, unknown];
  throw new WrongResult(
    `${handler.name} (${handler.decorator}) returned an entry that is no [id, value] with a string as id`,
  );
}
