import type { ListIds, Lists, ListUpdate, Update, Welcome } from "@galaxy-kit/console";
import { initialState, type PageState, type SocketState, type Tail } from "./page-state.js";

/** Anything that changes the state of the page. */
export type PageEvent =
  | Update
  | { readonly type: "socket"; readonly socket: SocketState }
  /** The page no longer shows what the server reports, but a file with this name. */
  | { readonly type: "opened"; readonly name: string }
  /** The user no longer wants to see the rows that the list has. */
  | { readonly type: "cleared"; readonly list: "problems" };

type Rows = ReadonlyMap<string, object>;

/** Lists already copied for this batch of events. They can be modified until the new state is shown. */
type Drafts = Set<Rows>;

const idFields: { readonly [List in keyof Lists]: ListIds[List] } = {
  games: "gameId",
  friends: "userId",
  subscriptions: "subscriptionName",
  rooms: "roomId",
  journalImports: "id",
  differences: "key",
};

/** Returns the state after all of these events. A list of 50,000 rows is copied once per batch, not once per event. */
export function applyEvents(state: PageState, events: readonly PageEvent[]): PageState {
  const drafts: Drafts = new Set();
  return events.reduce((before, event) => applyEvent(before, event, drafts), state);
}

function applyEvent(state: PageState, event: PageEvent, drafts: Drafts): PageState {
  switch (event.type) {
    case "socket":
      return { ...state, socket: event.socket };
    case "opened":
      return {
        ...initialState,
        socket: { state: "open" },
        opened: { name: event.name, count: (state.opened?.count ?? 0) + 1 },
      };
    case "welcome":
      return applyWelcome(state, event);
    case "list":
      return { ...state, [event.list]: applyListUpdate(state[event.list], event, drafts) };
    case "connection":
      return { ...state, connection: event.connection };
    case "imports":
      return { ...state, imports: event.imports };
    case "comparison":
      return { ...state, comparedWith: event.since ?? undefined };
    case "parts":
      return { ...state, parts: event.parts };
    case "journal":
    case "log":
    case "problems":
    case "logins":
    case "figures":
    case "way": {
      const kept = state.welcome?.kept[event.type] ?? Infinity;
      return { ...state, [event.type]: append<unknown>(state[event.type], event, kept) };
    }
    case "cleared":
      return { ...state, [event.list]: initialState[event.list] };
    case "sessions":
      return { ...state, sessions: event.sessions };
    case "project":
      return { ...state, project: event.project };
    case "login":
      return { ...state, login: event.login ?? undefined };
  }
}

/** Keeps the lists until the server replaces them, so that the page does not flicker after a reconnect. */
function applyWelcome(state: PageState, welcome: Welcome): PageState {
  const { journal, log, problems, logins, figures, way, login } = initialState;
  return { ...state, welcome, journal, log, problems, logins, figures, way, login };
}

function applyListUpdate(known: Rows, { list, replaces, rows, removed }: ListUpdate, drafts: Drafts): Rows {
  const idField = idFields[list];
  const draft = drafts.has(known) && !replaces ? (known as Map<string, object>) : new Map(replaces ? [] : known);
  drafts.add(draft);
  for (const id of removed) draft.delete(id);
  for (const row of rows) draft.set((row as unknown as Record<typeof idField, string>)[idField], row);
  return draft;
}

function append<Row>(tail: Tail<Row>, { rows, missed }: Tail<Row>, kept: number): Tail<Row> {
  const all = [...tail.rows, ...rows];
  return { rows: all.length > kept ? all.slice(-kept) : all, missed: tail.missed + missed };
}
