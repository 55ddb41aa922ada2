import { BackendNotAvailable, type Duration } from "@galaxy-kit/sdk";
import { session, type SessionLaunch } from "../launching/session.js";
import type { Daemon, DaemonOptions, DaemonState, DaemonUse } from "./daemon.js";
import type { Daemons } from "./daemons.js";
import { allItems, type JsonRpcPages, type PageMembers } from "./json-rpc-pages.js";
import { JsonRpcError, type JsonRpcHandlers, JsonRpcPeer } from "./json-rpc-peer.js";
import { type Listening, type ReadyLine, readyReader } from "./ready-line.js";

/** Which notifications of a daemon report that a game runs, for {@link JsonRpcDaemon.session}. */
export interface JsonRpcSessions {
  /** It has started. */
  readonly started: string;
  /** It has ended. */
  readonly stopped: string;
  /** How long after the call it may take to start, since something may have to be installed first; `"45s"` by default. */
  readonly startWithin?: Duration;
}

/** How to start a daemon that speaks JSON-RPC, and how to talk to it. */
export interface JsonRpcDaemonOptions extends Omit<DaemonOptions<Listening>, "name" | "ready"> {
  /** For the log; by default the name of the class. */
  readonly name?: string;
  /** How the daemon reports where it listens: a pattern, the members of a line of JSON, or a function. */
  readonly ready: ReadyLine;
  /** Begins each connection, for example with a login. If the daemon refuses it, it cannot be used. */
  readonly greet?: (peer: JsonRpcPeer, ready: Listening, signal: AbortSignal) => Promise<unknown>;
  /** What an error code means, such as `{ 9000: () => new NetworkError() }`. Return nothing to keep the daemon's own message. */
  readonly errors?: Readonly<Record<number, (error: JsonRpcError) => Error | false | undefined>>;
  /**
   * What to do instead of a call, by method, if the daemon cannot be used, such as reading its database: resolves to the result, for
   * {@link JsonRpcDaemon.list} to the items. The log says why, once.
   */
  // The author knows the parameters, and what they lead to.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly instead?: Readonly<Record<string, (params: any) => Promise<unknown>>>;
  /**
   * What the daemon may call during any call: requests and notifications. A question meant for the user can have a fixed answer:
   * `{ AcceptLicense: { accept: false } }`.
   */
  readonly handlers?: JsonRpcHandlers;
  /** For {@link JsonRpcDaemon.list}. */
  readonly pages?: JsonRpcPages;
  /** For {@link JsonRpcDaemon.session}. */
  readonly session?: JsonRpcSessions;
}

/** Options of {@link JsonRpcDaemon.call}. */
export interface JsonRpcCall<Result> extends DaemonUse<Result> {
  /** What the daemon may call during this call, in addition to the `handlers` of the daemon: requests that it waits for, and notifications. */
  readonly handlers?: JsonRpcHandlers;
}

/** Options of {@link JsonRpcDaemon.list}. */
export interface JsonRpcList<Item> extends DaemonUse<Item[]> {
  /** The member of a page that is the list of items, if its name differs from that in `pages`. */
  readonly items?: string;
}

/**
 * A daemon that speaks JSON-RPC on a port of this computer. It is started when it is used for the first time, and again when it has ended
 * by itself. Extend it:
 *
 * @example
 * ```ts
 * @Service()
 * export class ShopDaemon extends JsonRpcDaemon {
 *   constructor(daemons: Daemons, shop: ShopFolder) {
 *     super(daemons, {
 *       command: async () => ({ file: await shop.program(), args: ["--exit-with", String(process.pid)] }),
 *       ready: /^listening on port (?<port>\d+)$/,
 *     });
 *   }
 *
 *   games(signal: AbortSignal): Promise<Game[]> {
 *     return this.call("ListGames", {}, { signal });
 *   }
 * }
 * ```
 */
export class JsonRpcDaemon {
  readonly #daemon: Daemon<Listening>;
  readonly #daemons: Daemons;
  readonly #name: string;
  readonly #options: JsonRpcDaemonOptions;

  /** @throws `TypeError` if the pattern `ready` has no group for where the daemon listens */
  constructor(daemons: Daemons, options: JsonRpcDaemonOptions) {
    const { name = new.target.name } = options;
    const ready = readyReader(options.ready, name, (secret) => daemons.secrets.add(secret));
    this.#daemons = daemons;
    this.#name = name;
    this.#options = options;
    this.#daemon = daemons.supervise({ ...options, name, ready });
  }

  /** For tools and tests. */
  get state(): DaemonState {
    return this.#daemon.state;
  }

  /**
   * Calls a method of the daemon, which is started if it does not run. Each call has its own connection, so that what the daemon calls
   * meanwhile belongs to it, and what is canceled ends for the daemon, too.
   *
   * @throws what `errors` makes of an error that the daemon answers with, else {@link JsonRpcError}; `BackendNotAvailable` if the daemon
   * cannot be started, or ends during the call
   */
  async call<Result>(
    method: string,
    params: object = {},
    { handlers, ...use }: JsonRpcCall<Result> = {},
  ): Promise<Result> {
    return await this.#daemon.use(
      (ready, signal) => this.#converse<Result>(ready, signal, method, params, handlers),
      this.#use(method, params, use),
    );
  }

  /**
   * Calls a method for one page after the other, and resolves to the items of all of them.
   *
   * @throws what {@link call} throws
   */
  async list<Item>(method: string, params: object = {}, { items, ...use }: JsonRpcList<Item> = {}): Promise<Item[]> {
    const { pages } = this.#options;
    const kind = items === undefined ? pages : { ...pages, items };
    if (!kind) throw new TypeError(`Set the option "pages" of ${this.#name} to say where the items of ${method} are.`);
    return await this.#daemon.use(
      async (ready, signal) => {
        const ask = (more: object) => this.#converse<PageMembers | null>(ready, signal, method, { ...params, ...more });
        return (await allItems(kind, ask, `${method} of ${this.#name}`)) as Item[];
      },
      this.#use(method, params, use),
    );
  }

  /**
   * Launches a game by calling a method of the daemon. The game runs from one notification of the option `session` to the other,
   * or until the call is answered. The call is not repeated if the daemon ends meanwhile, and canceled if the game does not start in time.
   *
   * @returns what a method with `@LaunchGame()` may return
   */
  session(method: string, params: object = {}, { handlers, ...use }: JsonRpcCall<unknown> = {}): SessionLaunch {
    const { session: says } = this.#options;
    if (!says) throw new TypeError(`Set the option "session" of ${this.#name} to its notifications of a running game.`);
    return session(async ({ started, stopped, signal }) => {
      const unfinished = new AbortController();
      const cancel = (): void => unfinished.abort();
      signal.addEventListener("abort", cancel);
      const ended = (): void => {
        // What follows the game, such as saving its time, is still up to the daemon.
        signal.removeEventListener("abort", cancel);
        stopped();
      };
      await this.call(method, params, {
        repeat: false,
        ...use,
        signal: AbortSignal.any([unfinished.signal, use.signal ?? this.#daemons.lifetime.signal]),
        handlers: { ...handlers, [says.started]: started, [says.stopped]: ended },
      });
    }, says);
  }

  #use<Result>(method: string, params: object, use: DaemonUse<Result>): DaemonUse<Result> {
    const instead = this.#options.instead?.[method];
    return instead ? { otherwise: () => instead(params) as Promise<Result>, ...use } : use;
  }

  async #converse<Result>(
    ready: Listening,
    signal: AbortSignal,
    method: string,
    params: object,
    handlers?: JsonRpcHandlers,
  ): Promise<Result> {
    const all = { ...this.#options.handlers, ...handlers };
    const peer = await JsonRpcPeer.connect({ port: ready.port }, all, this.#daemons.log);
    try {
      await this.#greet(peer, ready, signal);
      return await peer.call<Result>(method, params, signal);
    } catch (error) {
      throw (error instanceof JsonRpcError && this.#options.errors?.[error.rpcCode]?.(error)) || error;
    } finally {
      // What runs on behalf of a connection, such as a game, may end with it. When the integration closes, the daemon ends first.
      if (!this.#daemons.lifetime.signal.aborted) peer.close();
    }
  }

  async #greet(peer: JsonRpcPeer, ready: Listening, signal: AbortSignal): Promise<void> {
    try {
      await this.#options.greet?.(peer, ready, signal);
    } catch (error) {
      if (!(error instanceof JsonRpcError)) throw error;
      throw new BackendNotAvailable(`${this.#name} refuses its client: ${error.message}`, { cause: error });
    }
  }
}
