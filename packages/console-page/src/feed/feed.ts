import type { RequestName, Requests } from "@galaxy-kit/console";
import { applyEvents, type PageEvent } from "./apply-events.js";
import { FrameStore } from "./frame-store.js";
import { Link } from "./link.js";
import { initialState, type PageState } from "./state.js";

/** Asks the server for something; fails with a message for the user. */
export type Ask = <Name extends RequestName>(
  request: Name,
  params: Requests[Name]["params"],
) => Promise<Requests[Name]["result"]>;

/** What the command tells of its client, and the way to ask it. */
export class Feed {
  readonly store = new FrameStore<PageState, PageEvent>(initialState, applyEvents);
  readonly #link: Link;

  constructor(page: URL) {
    const address = new URL(page);
    address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
    this.#link = new Link(address, {
      onUpdate: (update) => this.store.add(update),
      onState: (link) => this.store.add({ type: "link", link }),
    });
  }

  readonly ask: Ask = (request, params) => this.#link.ask(request, params);
}
