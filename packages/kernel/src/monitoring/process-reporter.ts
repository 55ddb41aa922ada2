import { monitorEventLoopDelay } from "node:perf_hooks";
import { processFiguresLine } from "@galaxy-kit/protocol";
import type { Clock, Lifetime } from "@galaxy-kit/sdk";
import type { LogSink } from "../logging/stderr-sink.js";

const INTERVAL_MS = 2_000;
/** How often the event loop is looked at. Rarely, so that the figures cost nothing. */
const RESOLUTION_MS = 50;

/** Writes what the process costs to its log, every two seconds. */
export class ProcessReporter {
  constructor(
    private readonly options: { readonly sink: LogSink; readonly clock: Clock; readonly lifetime: Lifetime },
  ) {}

  /** Goes on until the integration closes. */
  async run(): Promise<void> {
    const { sink, clock, lifetime } = this.options;
    const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
    delays.enable();
    while (!lifetime.signal.aborted) {
      // The histogram counts the time between two looks, in nanoseconds.
      const eventLoopDelay = Math.max(0, Math.round(delays.max / 1e6) - RESOLUTION_MS);
      delays.reset();
      sink(JSON.stringify(processFiguresLine({ memory: process.memoryUsage.rss(), eventLoopDelay })));
      await clock.sleep(INTERVAL_MS, lifetime.signal).catch(() => undefined);
    }
    delays.disable();
  }
}
