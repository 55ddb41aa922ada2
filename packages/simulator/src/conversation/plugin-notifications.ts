import { CodecError, type Game, type NotificationCall, type ParamsOf, pluginNotifications } from "@galaxy-kit/protocol";
import { isPlainObject } from "@galaxy-kit/protocol";
import { importMessages } from "../import-messages.js";
import type { Subject } from "../knowledge/change.js";
import type { ClientContext } from "./client-context.js";
import { decodeLeniently } from "./decode-leniently.js";
import type { ImportRuns } from "./import-runs.js";

type Table = typeof pluginNotifications;
type Changed = readonly [subject: Subject, ...ids: string[]];

/** Applies each notification. Returns what has changed, if anything. */
type Appliers = {
  readonly [Name in keyof Table]: (params: ParamsOf<Table[Name]>, client: ClientContext) => Changed | undefined;
};

function own({ ownedGame }: { ownedGame: Game }, { knowledge }: ClientContext): Changed {
  knowledge.games.own(ownedGame);
  return ["games", ownedGame.gameId];
}

const appliers: Appliers = {
  storeCredentials: (credentials, { knowledge }) => {
    knowledge.setCredentials(credentials);
    return ["credentials"];
  },
  authenticationLost: (_params, { connection }) => {
    connection.apply("authentication lost", "the integration reports that the login is no longer valid");
    return undefined;
  },
  pushCache: ({ data }, { knowledge, recorder }) => {
    const credentials = isPlainObject(data["credentials"]) ? data["credentials"] : undefined;
    if (knowledge.library.credentials && !credentials) {
      const message =
        "the pushed cache has no `credentials`: the stored credentials are lost, and the next start will need a new login";
      recorder.problem({ kind: "credentials-dropped", severity: "warning", method: "push_cache", message });
    }
    knowledge.setCache(data);
    knowledge.setCredentials(credentials);
    return ["cache"];
  },

  ownedGameAdded: own,
  ownedGameUpdated: own,
  ownedGameRemoved: ({ gameId }, { knowledge }) => {
    knowledge.games.disown(gameId);
    return ["games", gameId];
  },
  achievementUnlocked: ({ gameId, achievement }, { knowledge }) => {
    knowledge.games.unlock(gameId, achievement);
    return ["games", gameId];
  },
  localGameStatusChanged: ({ localGame }, { knowledge }) => {
    knowledge.games.setLocalState(localGame);
    return ["games", localGame.gameId];
  },
  gameTimeUpdated: ({ gameTime }, { knowledge }) => {
    knowledge.games.setGameTime(gameTime);
    return ["games", gameTime.gameId];
  },

  friendAdded: ({ friendInfo }, { knowledge }) => {
    knowledge.setFriend(friendInfo);
    return ["friends", friendInfo.userId];
  },
  friendUpdated: ({ friendInfo }, { knowledge }) => {
    knowledge.setFriend(friendInfo);
    return ["friends", friendInfo.userId];
  },
  friendRemoved: ({ userId }, { knowledge }) => {
    knowledge.friends.delete(userId);
    return ["friends", userId];
  },
  userPresenceUpdated: ({ userId, presence }, { knowledge }) => {
    knowledge.setPresence(userId, presence);
    return ["friends", userId];
  },

  chatRoomUpdated: ({ roomId, unreadMessageCount, messages }, { knowledge }) => {
    knowledge.updateRoom(roomId, unreadMessageCount, messages ?? []);
    return ["rooms", roomId];
  },
};

const byMethod = new Map(
  (Object.keys(appliers) as (keyof Table)[]).map((name) => [
    pluginNotifications[name].method,
    {
      call: pluginNotifications[name] as unknown as NotificationCall<never>,
      apply: appliers[name],
    },
  ]),
);

/** Handles a notification of the integration, which may belong to an import. */
export function handleNotification(
  method: string,
  params: unknown,
  client: ClientContext,
  runs: ImportRuns,
  onAdded: (gameId: string) => void,
): void {
  const importMessage = importMessages.get(method);
  try {
    if (importMessage) {
      runs.take(importMessage, params);
      return;
    }
    const own = byMethod.get(method);
    if (!own) {
      client.recorder.problem({ kind: "unknown-method", method, message: "unknown notification" });
      return;
    }
    const changed = own.apply(decodeLeniently(own.call.params, params, { method }, client.recorder), client);
    if (!changed) return;
    const [subject, ...ids] = changed;
    const message = client.recorder.journal.count;
    client.recorder.events.emit("changed", { subject, ids, cause: method, message });
    if (method === pluginNotifications.ownedGameAdded.method) ids.forEach(onAdded);
  } catch (error) {
    if (!(error instanceof CodecError)) throw error;
    const message = client.recorder.masking.codecError(method, error);
    if (importMessage) runs.reject(importMessage, params, message);
    else client.recorder.problem({ kind: "bad-params", method, message });
  }
}
