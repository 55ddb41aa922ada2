import { AuthenticationRequired, type Clock, type Lifetime, type Logger, type Milestone } from "@galaxy-kit/sdk";
import { settlesWithin, untilAborted } from "../lifecycle/abort.js";
import type { Milestones } from "../lifecycle/milestones.js";

const MAX_WAIT_MS = 60_000;

/** Delays calls until the integration is ready for them. */
export class Gate {
  /** Settles when all `@OnHandshake()` methods have finished; undefined if none is running. */
  handshake: Promise<void> | undefined;

  constructor(
    private readonly milestones: Milestones,
    private readonly clock: Clock,
    private readonly lifetime: Lifetime,
    private readonly log: Logger,
  ) {}

  /** @throws if the milestone is not reached in time, or if the integration closes first */
  async pass(after?: Milestone, handler = ""): Promise<void> {
    if (this.handshake) await this.handshake;
    if (after === undefined || this.milestones.has(after)) return;
    const milestone = untilAborted(this.milestones.reached(after), this.lifetime.signal);
    const reached = await settlesWithin(this.clock, MAX_WAIT_MS, milestone);
    if (reached) return;
    this.log.warn(`${handler} was not called: "${after}" was not reached within 60 seconds`);
    throw new AuthenticationRequired();
  }
}
