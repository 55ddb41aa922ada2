import { BackendNotAvailable } from "@galaxy-kit/sdk";
import type { Daemon, DaemonOptions, DaemonState, DaemonUse } from "./daemon.js";
import type { Daemons } from "./daemons.js";
import { JsonRpcError, type JsonRpcHandlers, JsonRpcPeer } from "./json-rpc-peer.js";

/** Where a daemon listens on this computer, and any other data that it prints. */
export interface Listening {
  readonly port: number;
  /** What its clients have to know. Masked in the log. */
  readonly secret?: string;
}

/** How a daemon divides a long list into pages. */
export interface JsonRpcPages<Page> {
  /** Returns what is on a page. */
  readonly items: (page: Page) => readonly unknown[];
  /** Returns the parameters that ask for the next page; anything else if there is none. */
  readonly next: (page: Page) => object | false | "" | undefined;
  /** Looks at the first page, and returns parameters if it has to be asked for once more, for example because it is old. */
  readonly again?: (page: Page) => object | false | "" | undefined;
}

/** How to start a daemon that speaks JSON-RPC, and how to talk to it. */
export interface JsonRpcDaemonOptions<Page = never> extends DaemonOptions<Listening> {
  /** Begins each connection, for example with a login. If the daemon refuses it, it cannot be used. */
  readonly greet?: (peer: JsonRpcPeer, ready: Listening, signal: AbortSignal) => Promise<unknown>;
  /** What a code of an error means here, such as `{ 9000: () => new NetworkError() }`; nothing: what the daemon says. */
  readonly errors?: Readonly<Record<number, (error: JsonRpcError) => Error | false | undefined>>;
  /**
   * What to do instead of a call, by method, if the daemon cannot be used, such as reading its database: resolves to the result, for
   * {@link JsonRpcDaemon.list} to the items. The log says why, once.
   */
  // The author knows the parameters, and what they lead to.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly instead?: Readonly<Record<string, (params: any) => Promise<unknown>>>;
  /** For {@link JsonRpcDaemon.list}. */
  readonly pages?: JsonRpcPages<Page>;
}

/** Options of {@link JsonRpcDaemon.call}. */
export interface JsonRpcCall<Result> extends DaemonUse<Result> {
  /** What the daemon may call meanwhile: requests that it waits for, and notifications. */
  readonly handlers?: JsonRpcHandlers;
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
 *       name: "shopd",
 *       command: async () => ({ file: await shop.program(), args: ["--exit-with", String(process.pid)] }),
 *       ready: (line) => (line.startsWith("port ") ? { port: Number(line.slice(5)) } : undefined),
 *     });
 *   }
 *
 *   games(signal: AbortSignal): Promise<Game[]> {
 *     return this.call("ListGames", {}, { signal });
 *   }
 * }
 * ```
 */
export class JsonRpcDaemon<Page = never> {
  readonly #daemon: Daemon<Listening>;
  readonly #daemons: Daemons;
  readonly #options: JsonRpcDaemonOptions<Page>;

  constructor(daemons: Daemons, options: JsonRpcDaemonOptions<Page>) {
    const ready = (line: string): Listening | undefined => {
      const found = options.ready(line);
      daemons.secrets.add(found?.secret);
      return found;
    };
    this.#daemons = daemons;
    this.#options = options;
    this.#daemon = daemons.supervise({ ...options, ready });
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
  async list<Item>(method: string, params: object = {}, use: DaemonUse<Item[]> = {}): Promise<Item[]> {
    const { pages } = this.#options;
    if (!pages) throw new TypeError(`Describe the pages of ${this.#options.name} with the option "pages".`);
    return await this.#daemon.use(
      async (ready, signal) => {
        const ask = (more: object) => this.#converse<Page>(ready, signal, method, { ...params, ...more });
        let page = await ask({});
        const again = pages.again?.(page);
        if (again) page = await ask(again);
        const items = [...pages.items(page)];
        for (let next = pages.next(page); next; next = pages.next(page)) {
          page = await ask(next);
          items.push(...pages.items(page));
        }
        return items as Item[];
      },
      this.#use(method, params, use),
    );
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
    const peer = await JsonRpcPeer.connect({ port: ready.port }, handlers, this.#daemons.log);
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
      throw new BackendNotAvailable(`${this.#options.name} refuses its client: ${error.message}`, { cause: error });
    }
  }
}
