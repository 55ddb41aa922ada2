import type { Achievement, Message, Subscription, SubscriptionGame } from "@galaxy-kit/protocol";
import type { ConnectionStatus, KnownFriend, KnownGame, LogEntry, Problem, Progress } from "@galaxy-kit/simulator";

/** A game in the list; its achievements are only counted, as fifty thousand games would carry a million of them. */
export interface GameRow extends Omit<KnownGame, "achievements"> {
  readonly unlockedAchievements?: number;
}

/** A game with everything that is known of it. */
export interface GameDetails extends KnownGame {
  readonly achievements?: readonly Achievement[];
}

export type FriendRow = KnownFriend;

/** A subscription in the list; its games are only counted. */
export interface SubscriptionRow extends Subscription {
  /** Absent until told; `null` when the integration does not know them. */
  readonly gameCount?: number | null;
}

export interface SubscriptionDetails extends SubscriptionRow {
  readonly games?: readonly SubscriptionGame[] | null;
}

/** A conversation in the list; its messages are asked for. */
export interface RoomRow {
  readonly roomId: string;
  readonly unreadMessageCount: number;
  readonly lastMessageId?: string | undefined;
  readonly messageCount: number;
}

export interface RoomDetails extends RoomRow {
  readonly messages: readonly Message[];
}

/** What the page keeps lists of, with the row and the id of each. */
export interface Lists {
  readonly games: GameRow;
  readonly friends: FriendRow;
  readonly subscriptions: SubscriptionRow;
  readonly rooms: RoomRow;
}

/** Field of a row that identifies it. */
export interface ListIds {
  readonly games: "gameId";
  readonly friends: "userId";
  readonly subscriptions: "subscriptionName";
  readonly rooms: "roomId";
}

/** One message on the wire, without its content, which is asked for. */
export interface JournalRow {
  /** Counts up from 1. */
  readonly number: number;
  /** Milliseconds since 1970. */
  readonly time: number;
  /** From the client's side. */
  readonly direction: "sent" | "received";
  readonly type: "request" | "notification" | "response" | "unreadable";
  readonly method?: string | undefined;
  readonly id?: string | number | null | undefined;
  /** Bytes. */
  readonly size: number;
  /** For a response: milliseconds since its request. */
  readonly duration?: number | undefined;
  /** For a response: the number of its request. */
  readonly answers?: number | undefined;
  /** It says that something has failed, or nobody can read it. */
  readonly failed: boolean;
  /**
   * The beginning of the content on one line, masked: enough to recognise and to filter by. Empty where the content is gone,
   * or so large that reading it would hold everything else up.
   */
  readonly excerpt: string;
}

/** A message with its content. */
export interface JournalDetails extends JournalRow {
  /** What was on the wire, as JSON with indentation, masked unless revealed; absent when it is no longer kept. */
  readonly json?: string;
  /** There is more than was sent. */
  readonly isCut: boolean;
  /** Something in it is masked. */
  readonly hasSecrets: boolean;
}

/** A line of the integration's log. One that is too long to be shown ends with how much is missing, and has no fields. */
export interface LogRow extends LogEntry {
  /** Counts up from 1. */
  readonly number: number;
}

export interface ProblemRow extends Problem {
  /** Counts up from 1. */
  readonly number: number;
  /** One line for a person to read. */
  readonly text: string;
}

/** How far an import has come, and how fast. */
export interface ImportRow extends Progress {
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** Milliseconds since 1970; absent while it runs. */
  readonly endedAt?: number;
  /** Items, over the last seconds while it runs and over all afterwards. */
  readonly perSecond: number;
}

/** The connection of the integration, and who is at its other end. */
export interface ConnectionRow {
  readonly status: ConnectionStatus;
  /** The process. */
  readonly pid?: number | undefined;
  readonly platform?: string | undefined;
  /** As announced. */
  readonly features: readonly string[];
  readonly user?: { readonly userId: string; readonly userName: string } | undefined;
  readonly can: Readonly<Record<UserAction, boolean>>;
}

/** What a button does to the connection, if the state allows it. */
export type UserAction = "connect" | "retry" | "disconnect" | "restart" | "clearCache";

/** What becomes of the sources of the integration. */
export interface ProjectRow {
  /** `unbuilt`: there is nothing to build, its files are started as they are. */
  readonly state: "unbuilt" | "building" | "built" | "failed";
  /** Milliseconds since 1970. */
  readonly since: number;
  /** For a build that has ended, in milliseconds. */
  readonly duration?: number;
  /** What the compiler says. */
  readonly output?: string;
  /** The files whose change made it build, relative to the project. */
  readonly changed: readonly string[];
}

/** The integration wants its user to log in, and there is no browser to open a window in: the page asks. */
export interface LoginRow {
  readonly windowTitle: string;
  /** The page to open. */
  readonly startUri: string;
  /** What the address matches that the login ends at. */
  readonly endUriRegex: string;
  /** Why the last answer was not taken. */
  readonly problem?: string | undefined;
}
