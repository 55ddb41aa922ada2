import { Clock, Lifetime, Logger, Service } from "@galaxy-kit/sdk";
import { Connections } from "../connections/connections.js";
import { Outages } from "../retry/outages.js";

/** What all HTTP clients of one run share. The constructor of a class with `@HttpApi()` takes it first, and passes it to `super()`. */
@Service()
export class HttpContext {
  /** @internal */
  readonly connections: Connections;
  /** @internal */
  readonly outages: Outages;

  constructor(
    lifetime: Lifetime,
    /** @internal */
    readonly log: Logger,
    /** @internal */
    readonly clock: Clock,
  ) {
    this.connections = new Connections(lifetime, clock);
    this.outages = new Outages(clock, log);
  }
}
