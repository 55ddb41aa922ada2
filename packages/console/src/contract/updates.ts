import type {
  ConnectionRow,
  ImportRow,
  JournalRow,
  ListIds,
  Lists,
  LoginRow,
  LogRow,
  ProblemRow,
  ProjectRow,
} from "./rows.js";

/** The first message on a new socket; everything that is known follows as updates. */
export interface Welcome {
  readonly type: "welcome";
  /** The integration. */
  readonly name: string;
  /** Where it is. */
  readonly folder?: string;
  /** How it is started, for a person to read. */
  readonly command?: string;
  /** How many rows of each the server keeps, so that a page needs to keep no more. */
  readonly kept: { readonly journal: number; readonly log: number; readonly problems: number };
}

/** Rows that are new or different, and the ids of those that have gone; the first one of a socket replaces all. */
export type ListUpdate = {
  [List in keyof Lists]: {
    readonly type: "list";
    readonly list: List;
    readonly replaces: boolean;
    readonly rows: readonly Lists[List][];
    readonly gone: readonly Lists[List][ListIds[List] & keyof Lists[List]][];
  };
}[keyof Lists];

/**
 * What the server tells by itself. Bursts are joined: updates come in rounds, at most ten a second and never faster than the
 * page reads. What has changed twice is told once; a row that is told again takes the place of the one with the same id.
 */
export type Update =
  | Welcome
  | ListUpdate
  | { readonly type: "connection"; readonly connection: ConnectionRow }
  /** The latest import of each kind. */
  | { readonly type: "imports"; readonly imports: readonly ImportRow[] }
  /** Rows to append, their numbers going up; before them, `missed` were dropped, as the server does not keep them any more. */
  | { readonly type: "journal"; readonly rows: readonly JournalRow[]; readonly missed: number }
  | { readonly type: "log"; readonly rows: readonly LogRow[]; readonly missed: number }
  | { readonly type: "problems"; readonly rows: readonly ProblemRow[]; readonly missed: number }
  | { readonly type: "project"; readonly project: ProjectRow }
  | { readonly type: "login"; readonly login: LoginRow | null };

/** Answers one {@link Request}. Answers come in any order. */
export type Answer =
  | { readonly type: "answer"; readonly id: number; readonly ok: true; readonly result: unknown }
  /** `message` is for the user to read. The id is `null` where nobody can tell it: what was sent is no request. */
  | { readonly type: "answer"; readonly id: number | null; readonly ok: false; readonly message: string };

/** Everything that a page can receive, one JSON object in each WebSocket message. */
export type FromServer = Update | Answer;
