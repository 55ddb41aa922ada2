import type { PartState } from "@galaxy-kit/protocol";
import type {
  ConnectionRow,
  FigureRow,
  ImportRow,
  JournalRow,
  ListIds,
  Lists,
  LoginRow,
  LoginVisitRow,
  LogRow,
  ProblemRow,
  ProjectRow,
  SessionRow,
  WayRow,
} from "./rows.js";

/** The first message on a new socket. Updates with the current state follow. */
export interface Welcome {
  readonly type: "welcome";
  /** The name of the integration. */
  readonly name: string;
  /** The folder of the integration. */
  readonly folder?: string;
  /** The command that starts the integration, for display. */
  readonly command?: string;
  /**
   * Present if this is a session that was saved: when, and how many values of each kind were masked. Without the latter, the end
   * of its file is missing.
   */
  readonly recorded?: { readonly savedAt: number; readonly masked?: Readonly<Record<string, number>> };
  /** How a link opens a file in the editor: `address` has `{file}`, `{line}` and `{column}`; relative paths start from `folder`. */
  readonly editor?: { readonly address: string; readonly folder: string };
  /** How many rows the server keeps. A page does not need to keep more. */
  readonly kept: Readonly<Record<"journal" | "log" | "problems" | "logins" | "figures" | "way", number>>;
}

/** New and changed rows, and the ids of removed ones. The first update on a socket replaces the whole list. */
export type ListUpdate = {
  [List in keyof Lists]: {
    readonly type: "list";
    readonly list: List;
    readonly replaces: boolean;
    readonly rows: readonly Lists[List][];
    readonly removed: readonly Lists[List][ListIds[List] & keyof Lists[List]][];
  };
}[keyof Lists];

/**
 * A message that the server sends on its own. Updates are batched: at most ten batches a second, and never faster than the
 * page reads. A row that changes twice in between is sent once; it replaces the row with the same id.
 */
export type Update =
  | Welcome
  | ListUpdate
  | { readonly type: "connection"; readonly connection: ConnectionRow }
  /** What the differences are from: what was known at this time, in milliseconds since 1970. `null` if nothing was known. */
  | { readonly type: "comparison"; readonly since: number | null }
  /** The most recent import of each kind. */
  | { readonly type: "imports"; readonly imports: readonly ImportRow[] }
  /** What the parts of the integration are doing. */
  | { readonly type: "parts"; readonly parts: readonly PartState[] }
  /** Rows to append, in ascending order. `missed` rows before them were dropped and are never sent. */
  | { readonly type: "journal"; readonly rows: readonly JournalRow[]; readonly missed: number }
  | { readonly type: "log"; readonly rows: readonly LogRow[]; readonly missed: number }
  | { readonly type: "problems"; readonly rows: readonly ProblemRow[]; readonly missed: number }
  | { readonly type: "logins"; readonly rows: readonly LoginVisitRow[]; readonly missed: number }
  | { readonly type: "figures"; readonly rows: readonly FigureRow[]; readonly missed: number }
  | { readonly type: "way"; readonly rows: readonly WayRow[]; readonly missed: number }
  /** The starts of the integration, oldest first. */
  | { readonly type: "sessions"; readonly sessions: readonly SessionRow[] }
  | { readonly type: "project"; readonly project: ProjectRow }
  | { readonly type: "login"; readonly login: LoginRow | null };

/** The response to a {@link Request}. Responses may arrive in any order. */
export type Response =
  | { readonly type: "response"; readonly id: number; readonly ok: true; readonly result: unknown }
  /** `message` is for the user. The id is `null` if the message was not a valid request. */
  | { readonly type: "response"; readonly id: number | null; readonly ok: false; readonly message: string };

/** Anything the server sends: one JSON object per WebSocket message. */
export type FromServer = Update | Response;
