import { Clock, Lifetime, Logger, Service } from "@galaxy-kit/sdk";
import { Daemon, type DaemonOptions } from "./daemon.js";

/**
 * Starts programs in the background, and keeps them running while they are needed: daemons of launchers, which know what the launcher
 * knows. Inject it.
 *
 * @example
 * ```ts
 * @Service()
 * export class ShopDaemon {
 *   readonly #daemon: Daemon<{ port: number }>;
 *
 *   constructor(daemons: Daemons, private readonly shop: ShopFolder) {
 *     this.#daemon = daemons.supervise({
 *       name: "shopd",
 *       command: async () => ({ file: await this.shop.program(), args: ["--parent", String(process.pid)] }),
 *       ready: (line) => (line.startsWith("port ") ? { port: Number(line.slice(5)) } : undefined),
 *     });
 *   }
 *
 *   games(signal: AbortSignal): Promise<Game[]> {
 *     return this.#daemon.use(({ port }, signal) => this.#list(port, signal), { signal });
 *   }
 * }
 * ```
 */
@Service()
export class Daemons {
  constructor(
    private readonly clock: Clock,
    private readonly lifetime: Lifetime,
    private readonly log: Logger,
  ) {}

  /** Describes a daemon. It is started when it is used for the first time, and again when it has ended by itself. */
  supervise<Ready>(options: DaemonOptions<Ready>): Daemon<Ready> {
    return new Daemon(options, this.clock, this.lifetime, this.log);
  }
}
