import { AuthenticationRequired, type Clock, type Lifetime, type Logger, type Milestone } from "@galaxy-kit/sdk";
import type { Milestones } from "../lifecycle/milestones.js";
import { settlesWithin } from "../lifecycle/settles-within.js";
import { Waits } from "../lifecycle/waits.js";

const MAX_WAIT_MS = 60_000;

/** Delays calls until the integration is ready for them. */
export class Gate {
  /** Settles when all `@OnHandshake()` methods have finished; undefined if none is running. */
  handshake: Promise<void> | undefined;
  readonly #waits: Waits;

  constructor(
    private readonly milestones: Milestones,
    private readonly clock: Clock,
    lifetime: Lifetime,
    private readonly log: Logger,
  ) {
    this.#waits = new Waits(lifetime.signal);
  }

  /** @throws if the milestone is not reached in time, or if the integration closes first */
  async pass(after?: Milestone, handler = ""): Promise<void> {
    if (this.handshake) await this.handshake;
    if (after === undefined || this.milestones.has(after)) return;
    const milestone = this.#waits.for(this.milestones.reached(after));
    const reached = await settlesWithin(this.clock, MAX_WAIT_MS, milestone);
    if (reached) return;
    this.log.warn(`${handler} was not called: "${after}" was not reached within 60 seconds`);
    throw new AuthenticationRequired();
  }
}
