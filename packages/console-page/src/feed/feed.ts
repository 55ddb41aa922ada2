import type { RequestName, Requests } from "@galaxy-kit/console";
import { applyEvents, type PageEvent } from "./apply-events.js";
import { FrameStore } from "./frame-store.js";
import { initialState, type PageState } from "./page-state.js";
import { ServerSocket } from "./server-socket.js";

/** Sends a request to the server. Rejects with an error whose message can be shown to the user. */
export type SendRequest = <Name extends RequestName>(
  request: Name,
  params: Requests[Name]["params"],
) => Promise<Requests[Name]["result"]>;

/** The page's view of the server: the state it reports, and a way to send requests. */
export class Feed {
  readonly store = new FrameStore<PageState, PageEvent>(initialState, applyEvents);
  readonly #socket: ServerSocket;

  constructor(address: URL) {
    const url = new URL(address);
    url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
    this.#socket = new ServerSocket(url, {
      onUpdate: (update) => this.store.add(update),
      onState: (socket) => this.store.add({ type: "socket", socket }),
    });
  }

  readonly request: SendRequest = (request, params) => this.#socket.request(request, params);
}
