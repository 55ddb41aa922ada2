import type { Cookie, JsonObject, Message } from "@galaxy-kit/protocol";
import type { AnyImportKind } from "@galaxy-kit/simulator";
import type { GameDetails, GameOrigins, JournalDetails, JournalRow, RoomDetails, SubscriptionDetails } from "./rows.js";

interface Call<Params, Result = null> {
  readonly params: Params;
  readonly result: Result;
}

type NoParams = Readonly<Record<string, never>>;

/** The requests a page can send. The server responds to an action when it is done, or once a long one has started. */
export interface Requests {
  // Actions of a GALAXY user
  readonly connect: Call<NoParams>;
  readonly retry: Call<NoParams>;
  /** Logs out and stops the integration. Imported and stored data is deleted. */
  readonly disconnect: Call<NoParams>;
  readonly launchGame: Call<{ readonly gameId: string }>;
  readonly installGame: Call<{ readonly gameId: string }>;
  readonly uninstallGame: Call<{ readonly gameId: string }>;
  readonly launchPlatformClient: Call<NoParams>;
  readonly shutdownPlatformClient: Call<NoParams>;
  readonly sendMessage: Call<{ readonly roomId: string; readonly message: string }>;
  readonly markAsRead: Call<{ readonly roomId: string; readonly lastMessageId: string }>;
  readonly roomHistory: Call<{ readonly roomId: string; readonly beforeMessageId?: string }, readonly Message[]>;

  // Actions of the integration's author
  /** Repeats an import; with `ids`, only of these. */
  readonly reimport: Call<{ readonly kind: AnyImportKind; readonly ids?: readonly string[] }>;
  /** Sends a request or a notification, and returns its number in the journal. The parameters are those on the wire. */
  readonly send: Call<{ readonly method: string; readonly params: JsonObject }, number>;
  /** Sends a message of the journal again, with its secrets, and returns the number of the new one. */
  readonly sendAgain: Call<{ readonly number: number }, number>;
  readonly restart: Call<NoParams>;
  readonly clearCache: Call<NoParams>;
  /** Makes the integration write debug lines or not, now and after each start. */
  readonly debugLines: Call<{ readonly on: boolean }>;
  readonly completeLogin: Call<{ readonly endUri: string; readonly cookies: readonly Cookie[] }>;
  readonly cancelLogin: Call<NoParams>;

  // Details of a row
  readonly game: Call<{ readonly gameId: string }, GameDetails>;
  readonly gameOrigins: Call<{ readonly gameId: string }, GameOrigins>;
  readonly subscription: Call<{ readonly subscriptionName: string }, SubscriptionDetails>;
  readonly room: Call<{ readonly roomId: string }, RoomDetails>;
  /** Messages about the items of a {@link JournalImport}: at most 200 of those that are kept, oldest first. */
  readonly journalItems: Call<
    { readonly id: string; readonly of: "all" | "failures"; readonly from: number; readonly count: number },
    readonly JournalRow[]
  >;
  readonly journalEntry: Call<{ readonly number: number; readonly reveal: boolean }, JournalDetails>;
}

export type RequestName = keyof Requests;

/** A request of the page: one JSON object per WebSocket message. */
export type Request = {
  [Name in RequestName]: {
    /** Chosen by the page. The {@link Response} has the same id. */
    readonly id: number;
    readonly request: Name;
    readonly params: Requests[Name]["params"];
  };
}[RequestName];
