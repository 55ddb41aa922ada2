import { Clock, Lifetime, Logger, Secrets, Service } from "@galaxy-kit/sdk";
import { Daemon, type DaemonOptions } from "./daemon.js";
import { JsonRpcDaemon, type JsonRpcDaemonOptions, type Listening } from "./json-rpc-daemon.js";

/**
 * Starts programs in the background, and keeps them running while they are needed: daemons of launchers, which know what the launcher
 * knows. Inject it.
 *
 * @example
 * ```ts
 * @Service()
 * export class ShopDaemon {
 *   readonly #daemon: JsonRpcDaemon;
 *
 *   constructor(daemons: Daemons, shop: ShopFolder) {
 *     this.#daemon = daemons.jsonRpc({
 *       name: "shopd",
 *       command: async () => ({ file: await shop.program(), args: ["--exit-with", String(process.pid)] }),
 *       ready: (line) => (line.startsWith("port ") ? { port: Number(line.slice(5)) } : undefined),
 *     });
 *   }
 *
 *   games(signal: AbortSignal): Promise<Game[]> {
 *     return this.#daemon.call("ListGames", {}, { signal });
 *   }
 * }
 * ```
 */
@Service()
export class Daemons {
  constructor(
    private readonly clock: Clock,
    private readonly lifetime: Lifetime,
    private readonly secrets: Secrets,
    private readonly log: Logger,
  ) {}

  /** Describes a daemon. It is started when it is used for the first time, and again when it has ended by itself. */
  supervise<Ready>(options: DaemonOptions<Ready>): Daemon<Ready> {
    return new Daemon(options, this.clock, this.lifetime, this.log);
  }

  /** Describes a daemon that speaks JSON-RPC on a port. */
  jsonRpc<Ready extends Listening, Page = never>(options: JsonRpcDaemonOptions<Ready, Page>): JsonRpcDaemon {
    const ready = (line: string): Ready | undefined => {
      const found = options.ready(line);
      if (found?.secret !== undefined) this.secrets.add(found.secret);
      return found;
    };
    return new JsonRpcDaemon(this.supervise({ ...options, ready }), options, this.lifetime, this.log);
  }
}
