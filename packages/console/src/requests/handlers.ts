import { array, boolean, cookie, count, jsonObject, oneOf, optional, string } from "@galaxy-kit/protocol";
import { ActionRefusedError, everyImportKind, type SimulatedClient } from "@galaxy-kit/simulator";
import type { RequestName, Requests } from "../contract/index.js";
import type { JournalImports } from "../imports/journal-imports.js";
import { type AuthorMethods, gameOrigins } from "../rows/game-origins.js";
import { journalDetails, journalRow } from "../rows/journal-rows.js";
import { roomDetails, subscriptionDetails } from "../rows/library-rows.js";
import { action, type Handler, query, started } from "./handler.js";
import type { PageLogin } from "./page-login.js";
import { sendAgain, sendByHand } from "./send-by-hand.js";

/** A handler for each kind of request. */
export type Handlers = {
  readonly [Name in RequestName]: Handler<Requests[Name]["params"], Requests[Name]["result"]>;
};

/** The objects that requests act on. */
export interface RequestTargets {
  readonly client: SimulatedClient;
  readonly journalImports: JournalImports;
  readonly login: PageLogin | undefined;
  readonly restart: () => Promise<void>;
  readonly authorMethods: () => Promise<AuthorMethods>;
}

/** More than are in view. */
const MAX_ITEMS = 200;

const NO_LOGIN_FORM = "this client opens a login window, so there is no login form";

export function handlersFor({ client, journalImports, login, restart, authorMethods }: RequestTargets): Handlers {
  return {
    connect: action({}, () => client.retry()),
    retry: action({}, () => client.retry()),
    disconnect: action({}, () => client.disconnect()),
    restart: action({}, () => started(restart())),
    clearCache: action({}, () => client.clearCache()),
    debugLines: action({ on: boolean }, ({ on }) => client.setDebugLines(on)),
    reimport: action<Requests["reimport"]["params"]>(
      { kind: oneOf(everyImportKind), ids: optional(array(string)) },
      ({ kind, ids }) => started(client.reimport(kind, ids)),
    ),
    send: query({ method: string, params: jsonObject }, ({ method, params }) => sendByHand(client, method, params)),
    sendAgain: query({ number: count }, ({ number }) => sendAgain(client, number)),

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

    completeLogin: action({ endUri: string, cookies: array(cookie) }, ({ endUri, cookies }) => {
      found(login, NO_LOGIN_FORM).complete(endUri, cookies);
    }),
    cancelLogin: action({}, () => {
      found(login, NO_LOGIN_FORM).cancel();
    }),

    game: query({ gameId: string }, ({ gameId }) =>
      found(client.library.games[gameId], `game ${JSON.stringify(gameId)} does not exist`),
    ),
    gameOrigins: query({ gameId: string }, async ({ gameId }) => gameOrigins(client, gameId, await authorMethods())),
    subscription: query({ subscriptionName: string }, ({ subscriptionName: name }) =>
      subscriptionDetails(
        found(client.library.subscriptions[name], `subscription ${JSON.stringify(name)} does not exist`),
      ),
    ),
    room: query({ roomId: string }, ({ roomId }) =>
      roomDetails(found(client.library.rooms[roomId], `chat room ${JSON.stringify(roomId)} does not exist`)),
    ),
    journalItems: query(
      { id: string, of: oneOf(["all", "failures"] as const), from: count, count },
      ({ id, of, from, count }) =>
        journalImports.items(id, of, from, Math.min(count, MAX_ITEMS)).map((entry) => journalRow(entry, Number(id))),
    ),
    journalEntry: query({ number: count, reveal: boolean }, ({ number, reveal }) => {
      const missing = `message ${number} is not in the journal`;
      return journalDetails(found(client.entry(number), missing), found(client.revealed(number), missing), reveal);
    }),
  };
}

function found<T>(item: T | undefined, message: string): T {
  if (item === undefined) throw new ActionRefusedError(message);
  return item;
}
