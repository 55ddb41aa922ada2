import type { Change, Library } from "@galaxy-kit/simulator";
import { gameRow, roomRow, subscriptionRow } from "../rows/library-rows.js";
import { ChangedRows } from "./changed-rows.js";
import type { UpdateSource } from "./update-source.js";

const listsOf = ({ games, friends, subscriptions, rooms }: Library) => ({
  games: new ChangedRows("games", games, gameRow),
  friends: new ChangedRows("friends", friends, (friend) => friend),
  subscriptions: new ChangedRows("subscriptions", subscriptions, subscriptionRow),
  rooms: new ChangedRows("rooms", rooms, roomRow),
});

/** The lists of the library for one page. */
export class PageLists {
  readonly #lists: ReturnType<typeof listsOf>;

  constructor(library: Library) {
    this.#lists = listsOf(library);
  }

  get sources(): readonly UpdateSource[] {
    return Object.values(this.#lists);
  }

  apply({ subject, ids }: Change): void {
    switch (subject) {
      case "games":
      case "friends":
      case "subscriptions":
      case "rooms":
        this.#lists[subject].changed(ids);
        break;
      case "wiped":
        for (const list of Object.values(this.#lists)) list.replaceAll();
    }
  }
}
