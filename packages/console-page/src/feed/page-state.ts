import type {
  ConnectionRow,
  DifferenceRow,
  FigureRow,
  FriendRow,
  GameRow,
  ImportRow,
  JournalImport,
  JournalRow,
  LoginRow,
  LoginVisitRow,
  LogRow,
  ProblemRow,
  ProjectRow,
  RoomRow,
  SessionRow,
  SubscriptionRow,
  WayRow,
  Welcome,
} from "@galaxy-kit/console";
import type { PartState } from "@galaxy-kit/protocol";

/** The page's own connection to the server. */
export type SocketState =
  | { readonly state: "connecting" }
  | { readonly state: "open" }
  /** `since` and `retryAt` are in milliseconds since 1970. */
  | { readonly state: "lost"; readonly since: number; readonly attempts: number; readonly retryAt: number };

/** The most recent rows of an endless list. */
export interface Tail<Row> {
  readonly rows: readonly Row[];
  /** The number of rows dropped because the page could not keep up. */
  readonly missed: number;
}

/** Everything the server has reported. */
export interface PageState {
  readonly socket: SocketState;
  /** The file that is shown instead of the server, and how many have been so far. */
  readonly opened: { readonly name: string; readonly count: number } | undefined;
  readonly welcome: Welcome | undefined;
  readonly connection: ConnectionRow | undefined;
  readonly games: ReadonlyMap<string, GameRow>;
  readonly friends: ReadonlyMap<string, FriendRow>;
  readonly subscriptions: ReadonlyMap<string, SubscriptionRow>;
  readonly rooms: ReadonlyMap<string, RoomRow>;
  /** The imports in the journal. */
  readonly journalImports: ReadonlyMap<string, JournalImport>;
  /** What has changed since the last start. */
  readonly differences: ReadonlyMap<string, DifferenceRow>;
  /** What was known at this time is what they are from. In milliseconds since 1970; undefined if nothing was known. */
  readonly comparedWith: number | undefined;
  readonly imports: readonly ImportRow[];
  readonly parts: readonly PartState[];
  readonly journal: Tail<JournalRow>;
  readonly log: Tail<LogRow>;
  readonly problems: Tail<ProblemRow>;
  readonly logins: Tail<LoginVisitRow>;
  readonly figures: Tail<FigureRow>;
  readonly way: Tail<WayRow>;
  /** The starts of the integration, oldest first. */
  readonly sessions: readonly SessionRow[];
  readonly project: ProjectRow | undefined;
  readonly login: LoginRow | undefined;
}

const emptyTail = { rows: [], missed: 0 };

export const initialState: PageState = {
  socket: { state: "connecting" },
  opened: undefined,
  welcome: undefined,
  connection: undefined,
  games: new Map(),
  friends: new Map(),
  subscriptions: new Map(),
  rooms: new Map(),
  journalImports: new Map(),
  differences: new Map(),
  comparedWith: undefined,
  imports: [],
  parts: [],
  journal: emptyTail,
  log: emptyTail,
  problems: emptyTail,
  logins: emptyTail,
  figures: emptyTail,
  way: emptyTail,
  sessions: [],
  project: undefined,
  login: undefined,
};
