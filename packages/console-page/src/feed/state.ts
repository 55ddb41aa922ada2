import type {
  ConnectionRow,
  FriendRow,
  GameRow,
  ImportRow,
  JournalRow,
  LoginRow,
  LogRow,
  ProblemRow,
  ProjectRow,
  RoomRow,
  SubscriptionRow,
  Welcome,
} from "@galaxy-kit/console";

/** The page's own connection to the command. */
export type LinkState =
  | { readonly state: "connecting" }
  | { readonly state: "open" }
  /** `retryAt`: milliseconds since 1970. */
  | { readonly state: "lost"; readonly since: number; readonly attempts: number; readonly retryAt: number };

/** The latest rows of something that never ends. */
export interface Tail<Row> {
  readonly rows: readonly Row[];
  /** Rows that were dropped because the page could not keep up. */
  readonly missed: number;
}

/** Everything that the page has been told. */
export interface PageState {
  readonly link: LinkState;
  readonly welcome: Welcome | undefined;
  readonly connection: ConnectionRow | undefined;
  readonly games: ReadonlyMap<string, GameRow>;
  readonly friends: ReadonlyMap<string, FriendRow>;
  readonly subscriptions: ReadonlyMap<string, SubscriptionRow>;
  readonly rooms: ReadonlyMap<string, RoomRow>;
  readonly imports: readonly ImportRow[];
  readonly journal: Tail<JournalRow>;
  readonly log: Tail<LogRow>;
  readonly problems: Tail<ProblemRow>;
  readonly project: ProjectRow | undefined;
  readonly login: LoginRow | undefined;
}

const emptyTail = { rows: [], missed: 0 };

export const initialState: PageState = {
  link: { state: "connecting" },
  welcome: undefined,
  connection: undefined,
  games: new Map(),
  friends: new Map(),
  subscriptions: new Map(),
  rooms: new Map(),
  imports: [],
  journal: emptyTail,
  log: emptyTail,
  problems: emptyTail,
  project: undefined,
  login: undefined,
};
