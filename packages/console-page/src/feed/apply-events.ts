import type { ListIds, Lists, ListUpdate, Update, Welcome } from "@galaxy-kit/console";
import { initialState, type LinkState, type PageState, type Tail } from "./state.js";

/** What changes the state of the page. */
export type PageEvent = Update | { readonly type: "link"; readonly link: LinkState };

type Rows = ReadonlyMap<string, object>;

/** Lists that were copied for the events at hand, and can be written to until the state is shown. */
type Drafts = Set<Rows>;

const idFields: { readonly [List in keyof Lists]: ListIds[List] } = {
  games: "gameId",
  friends: "userId",
  subscriptions: "subscriptionName",
  rooms: "roomId",
};

/** What the page knows after all of these. A list of fifty thousand rows is copied once for them, and not once for each. */
export function applyEvents(state: PageState, events: readonly PageEvent[]): PageState {
  const drafts: Drafts = new Set();
  return events.reduce((before, event) => applyEvent(before, event, drafts), state);
}

function applyEvent(state: PageState, event: PageEvent, drafts: Drafts): PageState {
  switch (event.type) {
    case "link":
      return { ...state, link: event.link };
    case "welcome":
      return welcomed(state, event);
    case "list":
      return { ...state, [event.list]: listed(state[event.list], event, drafts) };
    case "connection":
      return { ...state, connection: event.connection };
    case "imports":
      return { ...state, imports: event.imports };
    case "journal":
    case "log":
    case "problems": {
      const kept = state.welcome?.kept[event.type] ?? Infinity;
      return { ...state, [event.type]: appended<unknown>(state[event.type], event, kept) };
    }
    case "project":
      return { ...state, project: event.project };
    case "login":
      return { ...state, login: event.login ?? undefined };
  }
}

/** Lists stay until they are replaced, so that the page does not blink when the command is back. */
function welcomed(state: PageState, welcome: Welcome): PageState {
  const { journal, log, problems, login } = initialState;
  return { ...state, welcome, journal, log, problems, login };
}

function listed(known: Rows, { list, replaces, rows, gone }: ListUpdate, drafts: Drafts): Rows {
  const idField = idFields[list];
  const draft = drafts.has(known) && !replaces ? (known as Map<string, object>) : new Map(replaces ? [] : known);
  drafts.add(draft);
  for (const id of gone) draft.delete(id);
  for (const row of rows) draft.set((row as unknown as Record<typeof idField, string>)[idField], row);
  return draft;
}

function appended<Row>(tail: Tail<Row>, { rows, missed }: Tail<Row>, kept: number): Tail<Row> {
  const all = [...tail.rows, ...rows];
  return { rows: all.length > kept ? all.slice(-kept) : all, missed: tail.missed + missed };
}
