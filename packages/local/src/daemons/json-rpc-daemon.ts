import { BackendNotAvailable, type Lifetime, type Logger } from "@galaxy-kit/sdk";
import type { Daemon, DaemonOptions, DaemonState, DaemonUse } from "./daemon.js";
import { JsonRpcError, type JsonRpcHandlers, JsonRpcPeer } from "./json-rpc-peer.js";

/** Where a daemon listens on this computer, and whatever else it says. */
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
export interface JsonRpcDaemonOptions<Ready extends Listening, Page = never> extends DaemonOptions<Ready> {
  /** Begins each connection, for example with a login. If the daemon refuses it, it cannot be used. */
  readonly greet?: (peer: JsonRpcPeer, ready: Ready, signal: AbortSignal) => Promise<unknown>;
  /** What a code of an error means here, such as `{ 9000: () => new NetworkError() }`. */
  readonly errors?: Readonly<Record<number, (error: JsonRpcError) => Error>>;
  /** For {@link JsonRpcDaemon.list}. */
  readonly pages?: JsonRpcPages<Page>;
}

/** Options of {@link JsonRpcDaemon.call}. */
export interface JsonRpcCall<Result> extends DaemonUse<Result> {
  /** What the daemon may call meanwhile: requests that it waits for, and notifications. */
  readonly handlers?: JsonRpcHandlers;
}

/** A daemon that speaks JSON-RPC on a port of this computer. Made by {@link Daemons.jsonRpc}. */
export class JsonRpcDaemon {
  /** @internal */
  constructor(
    private readonly daemon: Pick<Daemon<Listening>, "use" | "state">,
    private readonly options: Pick<JsonRpcDaemonOptions<never>, "greet" | "errors" | "pages" | "name">,
    private readonly lifetime: Lifetime,
    private readonly log: Logger,
  ) {}

  /** For tools and tests. */
  get state(): DaemonState {
    return this.daemon.state;
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
    return await this.daemon.use(
      (ready, signal) => this.#converse<Result>(ready, signal, method, params, handlers),
      use,
    );
  }

  /**
   * Calls a method for one page after the other, and resolves to the items of all of them.
   *
   * @throws what {@link call} throws
   */
  async list<Item>(method: string, params: object, use: DaemonUse<Item[]> = {}): Promise<Item[]> {
    const { pages } = this.options;
    if (!pages) throw new TypeError(`Describe the pages of ${this.options.name} with the option "pages".`);
    return await this.daemon.use(async (ready, signal) => {
      const ask = (more: object) => this.#converse<never>(ready, signal, method, { ...params, ...more });
      let page = await ask({});
      const again = pages.again?.(page);
      if (again) page = await ask(again);
      const items = [...pages.items(page)];
      for (let next = pages.next(page); next; next = pages.next(page)) {
        page = await ask(next);
        items.push(...pages.items(page));
      }
      return items as Item[];
    }, use);
  }

  async #converse<Result>(
    ready: Listening,
    signal: AbortSignal,
    method: string,
    params: object,
    handlers?: JsonRpcHandlers,
  ): Promise<Result> {
    const peer = await JsonRpcPeer.connect({ port: ready.port }, handlers, this.log);
    try {
      await this.#greet(peer, ready, signal);
      return await peer.call<Result>(method, params, signal);
    } catch (error) {
      const meaning = error instanceof JsonRpcError ? this.options.errors?.[error.rpcCode] : undefined;
      throw meaning?.(error as JsonRpcError) ?? error;
    } finally {
      // What runs on behalf of a connection, such as a game, may end with it. When the integration closes, the daemon ends first.
      if (!this.lifetime.signal.aborted) peer.close();
    }
  }

  async #greet(peer: JsonRpcPeer, ready: Listening, signal: AbortSignal): Promise<void> {
    try {
      await this.options.greet?.(peer, ready as never, signal);
    } catch (error) {
      if (!(error instanceof JsonRpcError)) throw error;
      throw new BackendNotAvailable(`${this.options.name} refuses its client: ${error.message}`, { cause: error });
    }
  }
}
