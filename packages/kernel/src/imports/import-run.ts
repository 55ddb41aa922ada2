import type { Handler } from "../wiring/handlers.js";
import type { ImportMessages } from "./import-messages.js";
import type { Pacer } from "./pacer.js";

/** An import while it runs. */
export interface ImportRun {
  readonly ids: readonly string[];
  readonly context: unknown;
  readonly handler: Handler;
  readonly messages: ImportMessages<unknown>;
  readonly pacer: Pacer;
  readonly signal: AbortSignal;
}
