import { Clock, Lifetime, Logger, Service } from "@galaxy-kit/sdk";
import { Validators } from "../conditional/validators.js";
import { Connections } from "../connections/connections.js";
import type { Limits } from "../limits/rate-limit.js";
import { RequestQueue } from "../limits/request-queue.js";
import { Outages } from "../retry/outages.js";

/** What all HTTP clients of one run share. The constructor of a class with `@HttpApi()` takes it first, and passes it to `super()`. */
@Service()
export class HttpContext {
  /** @internal */
  readonly connections: Connections;
  /** @internal */
  readonly outages: Outages;
  /** @internal */
  readonly validators = new Validators();

  readonly #queues = new WeakMap<Limits, RequestQueue>();

  constructor(
    lifetime: Lifetime,
    /** @internal */
    readonly log: Logger,
    /** @internal */
    readonly clock: Clock,
  ) {
    this.connections = new Connections(lifetime, clock);
    this.outages = new Outages(clock);
  }

  /**
   * Returns what lets requests pass within limits.
   *
   * @internal
   */
  queueFor(limits: Limits): RequestQueue {
    const queue = this.#queues.get(limits) ?? new RequestQueue(limits, this.clock, this.connections.backgroundClock);
    this.#queues.set(limits, queue);
    return queue;
  }
}
