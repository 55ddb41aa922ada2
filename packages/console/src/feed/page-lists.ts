import type { Change, SimulatedClient } from "@galaxy-kit/simulator";
import type { JournalImports } from "../imports/journal-imports.js";
import { gameRow, roomRow, subscriptionRow } from "../rows/library-rows.js";
import { ChangedRows } from "./changed-rows.js";
import type { UpdateSource } from "./update-source.js";

const listsOf = (
  { library: { games, friends, subscriptions, rooms }, differences }: SimulatedClient,
  imports: JournalImports["all"],
) => ({
  journalImports: new ChangedRows("journalImports", imports, (tracked) => tracked.row()),
  differences: new ChangedRows("differences", differences.all, (difference) => difference),
  games: new ChangedRows("games", games, gameRow),
  friends: new ChangedRows("friends", friends, (friend) => friend),
  subscriptions: new ChangedRows("subscriptions", subscriptions, subscriptionRow),
  rooms: new ChangedRows("rooms", rooms, roomRow),
});

/** The lists of the library, of what has changed in it, and of the imports in the journal, for one page. */
export class PageLists {
  readonly #lists: ReturnType<typeof listsOf>;

  constructor(client: SimulatedClient, imports: JournalImports["all"]) {
    this.#lists = listsOf(client, imports);
  }

  get sources(): readonly UpdateSource[] {
    return Object.values(this.#lists);
  }

  changeImports(ids: readonly string[]): void {
    this.#lists.journalImports.changed(ids);
  }

  changeDifferences(keys: readonly string[]): void {
    this.#lists.differences.changed(keys);
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
        for (const list of ["games", "friends", "subscriptions", "rooms"] as const) this.#lists[list].replaceAll();
    }
  }
}
