import type { Lifetime, Logger } from "@galaxy-kit/sdk";
import { Background } from "@galaxy-kit/sdk/internal";
import { type CallTrace, noTrace } from "../logging/call-trace.js";
import type { CallRunner } from "../wiring/handlers.js";

/** The {@link Background} of one run. */
export class KernelBackground extends Background {
  constructor(
    private readonly lifetime: Lifetime,
    private readonly log: Logger,
    private readonly runCall: CallRunner = (call) => call(),
    private readonly trace: CallTrace = noTrace,
  ) {
    super();
  }

  override run(name: string, work: (signal: AbortSignal) => Promise<void>): void {
    const { signal } = this.lifetime;
    this.runCall(() => this.trace.run({ job: name }, () => work(signal)), name, true).catch((error: unknown) => {
      if (!signal.aborted) this.log.error(`${name} has ended`, { error });
    });
  }
}
