import type { Cookie, Message } from "@galaxy-kit/protocol";
import type { AnyImportKind } from "@galaxy-kit/simulator";
import type { GameDetails, JournalDetails, RoomDetails, SubscriptionDetails } from "./rows.js";

interface Call<Params, Result = null> {
  readonly params: Params;
  readonly result: Result;
}

type Nothing = Readonly<Record<string, never>>;

/** What a page can ask for; an action is answered when it was done, or was begun if it takes long. */
export interface Requests {
  // What a user does with the client
  readonly connect: Call<Nothing>;
  readonly retry: Call<Nothing>;
  /** Logs out: what was imported and stored is wiped, and the integration ends. */
  readonly disconnect: Call<Nothing>;
  readonly launchGame: Call<{ readonly gameId: string }>;
  readonly installGame: Call<{ readonly gameId: string }>;
  readonly uninstallGame: Call<{ readonly gameId: string }>;
  readonly launchPlatformClient: Call<Nothing>;
  readonly shutdownPlatformClient: Call<Nothing>;
  readonly sendMessage: Call<{ readonly roomId: string; readonly message: string }>;
  readonly markAsRead: Call<{ readonly roomId: string; readonly lastMessageId: string }>;
  readonly roomHistory: Call<{ readonly roomId: string; readonly beforeMessageId?: string }, readonly Message[]>;

  // What an author does with it
  readonly reimport: Call<{ readonly kind: AnyImportKind }>;
  readonly restart: Call<Nothing>;
  readonly clearCache: Call<Nothing>;
  readonly answerLogin: Call<{ readonly endUri: string; readonly cookies: readonly Cookie[] }>;
  readonly closeLogin: Call<Nothing>;

  // Details of a row
  readonly game: Call<{ readonly gameId: string }, GameDetails>;
  readonly subscription: Call<{ readonly subscriptionName: string }, SubscriptionDetails>;
  readonly room: Call<{ readonly roomId: string }, RoomDetails>;
  readonly journalEntry: Call<{ readonly number: number; readonly reveal: boolean }, JournalDetails>;
}

export type RequestName = keyof Requests;

/** What a page sends, one JSON object in each WebSocket message. */
export type Request = {
  [Name in RequestName]: {
    /** Chosen by the page; the {@link Answer} carries it. */
    readonly id: number;
    readonly request: Name;
    readonly params: Requests[Name]["params"];
  };
}[RequestName];
