import type { Achievement, ImportKind, Message, Subscription, SubscriptionGame } from "@galaxy-kit/protocol";
import type {
  ConnectionStatus,
  DebuggerState,
  Difference,
  KnownFriend,
  KnownGame,
  LogEntry,
  LoginVisit,
  OriginKind,
  Problem,
  Progress,
  SessionStart,
} from "@galaxy-kit/simulator";

/** A game in the list. It has the number of achievements only, because 50,000 games may have a million of them. */
export interface GameRow extends Omit<KnownGame, "achievements"> {
  readonly unlockedAchievements?: number;
}

/** Everything known about a game. */
export interface GameDetails extends KnownGame {
  readonly achievements?: readonly Achievement[];
}

/** Where the facts of a game came from, by the import of these facts. */
export type GameOrigins = Readonly<Partial<Record<OriginKind, FactOrigin>>>;

/** The latest message with some facts of a game. */
export interface FactOrigin {
  /** In the journal. */
  readonly number: number;
  /** Milliseconds since 1970. Absent, like the method, if the message was dropped. */
  readonly time?: number;
  readonly method?: string;
  /** Whether it is the response to a request, and not a message that the integration sent by itself. */
  readonly isResponse: boolean;
  /** The method of the author that was called for it, such as `Library.ownedGames`, if that is known. */
  readonly handler?: string;
}

export type FriendRow = KnownFriend;

/** A subscription in the list. It has the number of games only. */
export interface SubscriptionRow extends Subscription {
  /** Absent until reported; `null` if the integration does not know the games. */
  readonly gameCount?: number | null;
}

export interface SubscriptionDetails extends SubscriptionRow {
  readonly games?: readonly SubscriptionGame[] | null;
}

/** A chat room in the list. The page requests its messages. */
export interface RoomRow {
  readonly roomId: string;
  readonly unreadMessageCount: number;
  readonly lastMessageId?: string | undefined;
  readonly messageCount: number;
}

export interface RoomDetails extends RoomRow {
  readonly messages: readonly Message[];
}

/** The row type of each list on the page. */
export interface Lists {
  readonly games: GameRow;
  readonly friends: FriendRow;
  readonly subscriptions: SubscriptionRow;
  readonly rooms: RoomRow;
  readonly journalImports: JournalImport;
  readonly differences: DifferenceRow;
}

/** The field that identifies a row of each list. */
export interface ListIds {
  readonly games: "gameId";
  readonly friends: "userId";
  readonly subscriptions: "subscriptionName";
  readonly rooms: "roomId";
  readonly journalImports: "id";
  readonly differences: "key";
}

/** A game, friend or subscription that has changed since the last start. */
export type DifferenceRow = Difference;

/**
 * An import in the journal. The request that starts it stands for all of its messages. Those about single items are not sent on
 * their own; the page requests the ones in view.
 */
export interface JournalImport {
  /** The number of that request; if the import was never requested, of its first message. As text. */
  readonly id: string;
  readonly number: number;
  readonly kind: ImportKind;
  /** `ended`: it was refused, it was never requested, or the integration ended before. */
  readonly state: "running" | "finished" | "ended";
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly endedAt?: number | undefined;
  /** Messages with a result. */
  readonly results: number;
  /** Messages that report a failure. */
  readonly failures: number;
  /** Messages about its items, as far as they are kept: all, and those that report a failure. */
  readonly kept: { readonly all: number; readonly failures: number };
  /** Messages about its items that were dropped. */
  readonly dropped: number;
}

/** A message on the wire, without its content. The page requests the content. */
export interface JournalRow {
  /** Counts up from 1. */
  readonly number: number;
  /** Milliseconds since 1970. */
  readonly time: number;
  /** The {@link JournalImport} that it is a part of, except for the request that stands for it. */
  readonly partOf?: number | undefined;
  /** From the client's point of view. */
  readonly direction: "sent" | "received";
  readonly type: "request" | "notification" | "response" | "unreadable";
  readonly method?: string | undefined;
  readonly id?: string | number | null | undefined;
  /** Bytes. */
  readonly size: number;
  /** For a response: milliseconds since its request. */
  readonly duration?: number | undefined;
  /** For a response: the number of its request. */
  readonly requestNumber?: number | undefined;
  /** The message reports a failure or is unreadable. */
  readonly failed: boolean;
  /**
   * The start of the content on one line, with secrets masked: enough to recognize and to filter by. Empty if the content
   * was dropped or is too large to read without delaying everything else.
   */
  readonly excerpt: string;
}

/** A message with its content. */
export interface JournalDetails extends JournalRow {
  /** The message as indented JSON, masked unless revealed. Absent if it was dropped. */
  readonly json?: string;
  /** The JSON is truncated. */
  readonly isTruncated: boolean;
  /** Masking hides a part of the message. */
  readonly hasSecrets: boolean;
}

/** A line of the integration's log. A line that is too long is truncated, is marked at its end, and has no fields. */
export interface LogRow extends LogEntry {
  /** Counts up from 1. */
  readonly number: number;
}

/** A problem of the client, or a line in the integration's log: each of level `error`, and each with the stack of what failed. */
export interface ProblemRow extends Omit<Problem, "kind"> {
  /** Counts up from 1. */
  readonly number: number;
  /** `uncaught-error`: nothing in the integration caught it. `logged-error`: any other line of that level. */
  readonly kind: Problem["kind"] | "uncaught-error" | "logged-error";
  /** The problem in one line of text. */
  readonly text: string;
  /** The same for problems that differ only in the item that they are about. */
  readonly fault: string;
  /** The same for all that belongs to one failed call: the error that the client received, and what was logged about it. */
  readonly failure?: string;
  /** Of a line of the log: the ids that it is about. Absent if it names none. */
  readonly ids?: readonly string[];
  readonly trace?: string;
  readonly remedy?: string;
}

/** A start of the integration. Everything until the next start belongs to it. */
export type SessionRow = SessionStart;

/** A figure of the integration's process. Each row has those that were measured at its time. */
export interface FigureRow {
  /** Counts up from 1. */
  readonly number: number;
  /** Milliseconds since 1970. */
  readonly time: number;
  /** Milliseconds from a ping to its response. */
  readonly ping?: number;
  /** By how many milliseconds the event loop was late at most, in the two seconds before. */
  readonly eventLoopDelay?: number;
  /** Bytes. */
  readonly memory?: number;
}

/** A state of the connection, or a part of one. */
export type ConnectionStep =
  | Exclude<ConnectionStatus["state"], "connecting" | "connected">
  | "handshake"
  | "logging in"
  | "login window"
  | "logged in"
  | "importing"
  | "ready";

/** A step of the connection, which lasts until the next one. */
export interface WayRow {
  /** Counts up from 1. */
  readonly number: number;
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly step: ConnectionStep;
  /** For people. */
  readonly reason: string;
}

/** An address that a login window visited, and what came of it. */
export interface LoginVisitRow extends LoginVisit {
  /** Counts up from 1. */
  readonly number: number;
}

/** The progress and speed of an import. */
export interface ImportRow extends Progress {
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** Milliseconds since 1970; absent while the import is running. */
  readonly endedAt?: number;
  /** Items per second: over the last few seconds while the import is running, over its whole duration afterwards. */
  readonly perSecond: number;
}

/** The connection of the integration, and what is known about the integration. */
export interface ConnectionRow {
  readonly status: ConnectionStatus;
  /** The process id. */
  readonly pid?: number | undefined;
  readonly platform?: string | undefined;
  /** The announced features. */
  readonly features: readonly string[];
  readonly user?: { readonly userId: string; readonly userName: string } | undefined;
  readonly can: Readonly<Record<UserAction, boolean>>;
  /** Whether the integration writes debug lines on request; absent if its log level cannot be changed. */
  readonly debugLines?: boolean | undefined;
  /** The inspector of the integration, while it is open. */
  readonly debugger?: DebuggerState | undefined;
}

/** The actions on the connection. Its state determines which of them are allowed. `call` is anything that the integration has to do. */
export type UserAction = "connect" | "retry" | "disconnect" | "restart" | "clearCache" | "call";

/** The build of the integration's sources. */
export interface ProjectRow {
  /** `unbuilt`: the project has no build step. */
  readonly state: "unbuilt" | "building" | "built" | "failed";
  /** Milliseconds since 1970. */
  readonly since: number;
  /** For a completed build, in milliseconds. */
  readonly duration?: number;
  /** The compiler output. */
  readonly output?: string;
  /** The changed files that triggered the build, relative to the project. */
  readonly changed: readonly string[];
}

/** A login that the page has to ask the user for, because there is no browser to open a login window in. */
export interface LoginRow {
  readonly windowTitle: string;
  /** The login page to open. */
  readonly startUri: string;
  /** The final address of a login matches this. */
  readonly endUriRegex: string;
  /** Why the last attempt was rejected. */
  readonly problem?: string | undefined;
}
