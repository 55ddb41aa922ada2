import type { RequestName, Requests, Update } from "@galaxy-kit/console";
import { applyEvents, type PageEvent } from "./apply-events.js";
import { FrameStore } from "./frame-store.js";
import { initialState, type PageState } from "./page-state.js";
import { ServerSocket } from "./server-socket.js";

/** Sends a request to the server. Rejects with an error whose message can be shown to the user. */
export type SendRequest = <Name extends RequestName>(
  request: Name,
  params: Requests[Name]["params"],
) => Promise<Requests[Name]["result"]>;

/** What the feed shows instead of the server: updates, and something that answers requests. */
export interface Replacement {
  readonly updates: readonly Update[];
  readonly request: SendRequest;
}

/** The page's view of the server: the state it reports, and a way to send requests. */
export class Feed {
  readonly store = new FrameStore<PageState, PageEvent>(initialState, applyEvents);
  readonly #socket: ServerSocket;
  #request: SendRequest;

  constructor(address: URL) {
    const url = new URL(address);
    url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
    this.#socket = new ServerSocket(url, {
      onUpdate: (update) => this.store.add(update),
      onState: (socket) => this.store.add({ type: "socket", socket }),
    });
    this.#request = (request, params) => this.#socket.request(request, params);
  }

  readonly request: SendRequest = (request, params) => this.#request(request, params);

  /** Leaves the server, and shows something else until the page is loaded again. */
  readonly replace = (name: string, { updates, request }: Replacement): void => {
    this.#socket.close();
    this.#request = request;
    this.store.add({ type: "opened", name });
    for (const update of updates) this.store.add(update);
  };
}
