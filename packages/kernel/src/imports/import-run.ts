import type { Handler } from "../wiring/handlers.js";
import type { ImportMessages } from "./import-messages.js";
import type { MissingIds } from "./missing-ids.js";
import type { Pacer } from "./pacer.js";

/** An import while it runs. */
export interface ImportRun {
  /** Each id once. */
  readonly ids: readonly string[];
  /** The ids without a result so far. */
  readonly missing: MissingIds;
  readonly context: unknown;
  readonly handler: Handler;
  readonly messages: ImportMessages<unknown>;
  readonly pacer: Pacer;
  readonly signal: AbortSignal;
}
