import { Clock, Lifetime, Logger, Secrets, Service } from "@galaxy-kit/sdk";
import { Daemon, type DaemonOptions } from "./daemon.js";

/**
 * Starts programs in the background, and keeps them running while they are needed: daemons of launchers, which know what the launcher
 * knows. Inject it. For a daemon that speaks JSON-RPC, see `JsonRpcDaemon`.
 */
@Service()
export class Daemons {
  constructor(
    private readonly clock: Clock,
    /** @internal */
    readonly lifetime: Lifetime,
    /** @internal */
    readonly secrets: Secrets,
    /** @internal */
    readonly log: Logger,
  ) {}

  /** Describes a daemon. It is started when it is used for the first time, and again when it has ended by itself. */
  supervise<Ready>(options: DaemonOptions<Ready>): Daemon<Ready> {
    return new Daemon(options, this.clock, this.lifetime, this.log);
  }
}
