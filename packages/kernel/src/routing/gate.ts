import { AuthenticationRequired, type Clock, type Lifetime, type Logger, type Milestone } from "@galaxy-kit/sdk";
import { endsWithin, untilAborted } from "../lifecycle/abort.js";
import type { Milestones } from "../lifecycle/milestones.js";

const MAX_WAIT_MS = 60_000;

/** Holds a call back until the integration is ready for it. */
export class Gate {
  /** Settled when the methods with `@OnHandshake()` are done; undefined when none of them is running. */
  handshake: Promise<void> | undefined;

  constructor(
    private readonly milestones: Milestones,
    private readonly clock: Clock,
    private readonly lifetime: Lifetime,
    private readonly log: Logger,
  ) {}

  /** Throws when the wait was in vain, or the integration closes meanwhile. */
  async pass(after?: Milestone, handler = ""): Promise<void> {
    if (this.handshake) await this.handshake;
    if (after === undefined || this.milestones.has(after)) return;
    const milestone = untilAborted(this.milestones.reached(after), this.lifetime.signal);
    const reached = await endsWithin(this.clock, MAX_WAIT_MS, milestone);
    if (reached) return;
    this.log.warn(`${handler} was not called: it waited 60 seconds for "${after}", which was not reached`);
    throw new AuthenticationRequired();
  }
}
