import { type PartState, partStatesLine } from "@galaxy-kit/protocol";
import type { Clock, Lifetime } from "@galaxy-kit/sdk";
import { toLoggable } from "../logging/loggable.js";
import type { SecretRegistry } from "../logging/secret-registry.js";
import type { LogSink } from "../logging/stderr-sink.js";

const INTERVAL_MS = 1000;

/** What a {@link StateReporter} needs. */
export interface ReporterOptions {
  readonly states: () => readonly PartState[];
  readonly sink: LogSink;
  readonly secrets: SecretRegistry;
  readonly clock: Clock;
  readonly lifetime: Lifetime;
}

/** Writes what the parts of an integration are doing to its log, once a second at most, and only what has changed. */
export class StateReporter {
  #written = JSON.stringify(partStatesLine([]));

  constructor(private readonly options: ReporterOptions) {}

  /** Goes on until the integration closes, and ends with the state at that time. */
  async run(): Promise<void> {
    const { clock, lifetime } = this.options;
    while (!lifetime.signal.aborted) {
      this.#write();
      await clock.sleep(INTERVAL_MS, lifetime.signal).catch(() => undefined);
    }
    this.#write();
  }

  #write(): void {
    const { states, secrets, sink } = this.options;
    const line = JSON.stringify(toLoggable(partStatesLine(states()), (text) => secrets.mask(text)));
    if (line === this.#written) return;
    this.#written = line;
    sink(line);
  }
}
