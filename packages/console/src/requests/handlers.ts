import { array, boolean, cookie, count, oneOf, optional, string } from "@galaxy-kit/protocol";
import { ActionRefused, everyImportKind, type SimulatedClient } from "@galaxy-kit/simulator";
import type { RequestName, Requests } from "../contract/index.js";
import type { PageLogin } from "../login/page-login.js";
import { journalDetails } from "../rows/journal-rows.js";
import { roomDetails, subscriptionDetails } from "../rows/library-rows.js";
import { action, begun, type Handler, query } from "./handler.js";

/** A handler for each request there is. */
export type Handlers = {
  readonly [Name in RequestName]: Handler<Requests[Name]["params"], Requests[Name]["result"]>;
};

/** Whom a page asks. */
export interface Asked {
  readonly client: SimulatedClient;
  readonly login: PageLogin | undefined;
  readonly restart: () => Promise<void>;
}

export function handlersFor({ client, login, restart }: Asked): Handlers {
  return {
    connect: action({}, () => client.retry()),
    retry: action({}, () => client.retry()),
    disconnect: action({}, () => client.disconnect()),
    restart: action({}, () => begun(restart())),
    clearCache: action({}, () => client.clearCache()),
    reimport: action({ kind: oneOf(everyImportKind) }, ({ kind }) => begun(client.reimport(kind))),

    launchGame: action({ gameId: string }, ({ gameId }) => client.launchGame(gameId)),
    installGame: action({ gameId: string }, ({ gameId }) => client.installGame(gameId)),
    uninstallGame: action({ gameId: string }, ({ gameId }) => client.uninstallGame(gameId)),
    launchPlatformClient: action({}, () => client.launchPlatformClient()),
    shutdownPlatformClient: action({}, () => client.shutdownPlatformClient()),

    sendMessage: action({ roomId: string, message: string }, (params) => client.call("sendMessage", params)),
    markAsRead: action({ roomId: string, lastMessageId: string }, (params) => client.call("markAsRead", params)),
    roomHistory: query<Requests["roomHistory"]["params"], Requests["roomHistory"]["result"]>(
      { roomId: string, beforeMessageId: optional(string) },
      ({ roomId, beforeMessageId: messageId }) =>
        messageId === undefined
          ? client.call("importRoomHistoryFromTimestamp", { roomId, fromTimestamp: 0 })
          : client.call("importRoomHistoryFromMessage", { roomId, messageId }),
    ),

    answerLogin: action({ endUri: string, cookies: array(cookie) }, ({ endUri, cookies }) => {
      known(login, "there is no form for a login: it has a window of its own").answer(endUri, cookies);
    }),
    closeLogin: action({}, () => {
      known(login, "there is no form for a login: it has a window of its own").close();
    }),

    game: query({ gameId: string }, ({ gameId }) =>
      known(client.library.games[gameId], `there is no game ${JSON.stringify(gameId)} (any more)`),
    ),
    subscription: query({ subscriptionName: string }, ({ subscriptionName: name }) =>
      subscriptionDetails(
        known(client.library.subscriptions[name], `there is no subscription ${JSON.stringify(name)} (any more)`),
      ),
    ),
    room: query({ roomId: string }, ({ roomId }) =>
      roomDetails(known(client.library.rooms[roomId], `there is no room ${JSON.stringify(roomId)} (any more)`)),
    ),
    journalEntry: query({ number: count, reveal: boolean }, ({ number, reveal }) => {
      const gone = `message ${number} is not in the journal (any more)`;
      return journalDetails(known(client.entry(number), gone), known(client.revealed(number), gone), reveal);
    }),
  };
}

function known<T>(thing: T | undefined, otherwise: string): T {
  if (thing === undefined) throw new ActionRefused(otherwise);
  return thing;
}
