import {
  AuthenticationRequired,
  BackendNotAvailable,
  type Clock,
  type Lifetime,
  type Logger,
  type Milestone,
} from "@galaxy-kit/sdk";
import type { Milestones } from "../lifecycle/milestones.js";
import { settlesWithin } from "../lifecycle/settles-within.js";
import { Waits } from "../lifecycle/waits.js";

const MAX_WAIT_MS = 60_000;

/** A handler that is not called before a milestone. */
export interface WaitingHandler {
  readonly handler: string;
  readonly after: Milestone;
}

/** Delays calls until the integration is ready for them. */
export class Gate {
  /** Settles when all `@OnHandshake()` methods have finished; undefined if none is running. */
  handshake: Promise<void> | undefined;
  /** The handlers that wait for a milestone. */
  readonly waiting = new Set<WaitingHandler>();
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
    const waiting = { handler, after };
    this.waiting.add(waiting);
    const reached = await settlesWithin(this.clock, MAX_WAIT_MS, milestone).finally(() => this.waiting.delete(waiting));
    if (reached) return;
    const reason = `"${after}" was not reached within 60 seconds`;
    // The user may be logged in, and the client never ask for the games.
    if (after !== "authentication") throw new BackendNotAvailable(reason);
    this.log.warn(`${handler} was not called: ${reason}`);
    throw new AuthenticationRequired();
  }
}
