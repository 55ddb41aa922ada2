import { withoutItem } from "@galaxy-kit/protocol";
import type { Clock } from "@galaxy-kit/sdk";
import type { Handler } from "../wiring/handlers.js";
import { hasCompleteMessage } from "../wiring/invalid-result.js";

/** How many ids a line names. */
const MAX_IDS = 5;
/** Further faults share one more line. */
const MAX_FAULTS = 20;
/** A long import does not keep its faults to itself until its end. */
const LOG_AFTER_MS = 10_000;

interface Fault {
  readonly error: unknown;
  readonly first: string[];
  count: number;
}

/** Logs what failed in an import. A fault that many ids have in common is one line. */
export class ImportFaults {
  readonly #faults = new Map<string, Fault>();
  #timer = new AbortController();

  constructor(
    private readonly handler: Handler,
    private readonly clock: Clock,
  ) {}

  add(id: string, error: unknown): void {
    if (this.#faults.size === 0) this.#logLater();
    const kind = kindOf(error, id);
    const key = this.#faults.has(kind) || this.#faults.size < MAX_FAULTS ? kind : "others";
    const fault = this.#faults.get(key) ?? { error, first: [], count: 0 };
    this.#faults.set(key, fault);
    fault.count += 1;
    if (fault.first.length < MAX_IDS) fault.first.push(id);
  }

  log(): void {
    this.#timer.abort();
    for (const { error, first, count } of this.#faults.values()) this.handler.logFailure(error, { first, count });
    this.#faults.clear();
  }

  #logLater(): void {
    this.#timer = new AbortController();
    void this.clock.sleep(LOG_AFTER_MS, this.#timer.signal).then(
      () => {
        this.log();
      },
      () => undefined,
    );
  }
}

/** Faults are of one kind if they come from the same place in the code: their texts may name the id. */
function kindOf(error: unknown, id: string): string {
  try {
    if (hasCompleteMessage(error)) return withoutItem(error.message, id);
    if (!(error instanceof Error)) return `${typeof error} ${withoutItem(String(error), id)}`;
    return `${error.name} ${/^ +at .*$/m.exec(error.stack ?? "")?.[0] ?? error.message}`;
  } catch {
    return "unreadable";
  }
}
