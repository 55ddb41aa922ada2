import { copyMembers, type NotificationCall, pluginNotifications as wire, userPresence } from "@galaxy-kit/protocol";
import type { SourceKind } from "@galaxy-kit/sdk";

/** What the author's code has reported to the client about an item of a source. */
interface AuthorReport {
  readonly kind: SourceKind;
  readonly id: string;
  /** Undefined if it is gone. */
  readonly item: object | undefined;
}

type Read<Params> = (params: Params) => AuthorReport;

function about<Params>({ method }: NotificationCall<Params>, read: Read<Params>): readonly [string, Read<never>] {
  return [method, read];
}

/** Without play times, since an author may report more than the platform knows, and achievements, which are only parts of an item. */
const reports: ReadonlyMap<string, Read<never>> = new Map([
  about(wire.ownedGameAdded, ({ ownedGame }) => ({ kind: "ownedGames", id: ownedGame.gameId, item: ownedGame })),
  about(wire.ownedGameUpdated, ({ ownedGame }) => ({ kind: "ownedGames", id: ownedGame.gameId, item: ownedGame })),
  about(wire.ownedGameRemoved, ({ gameId }) => ({ kind: "ownedGames", id: gameId, item: undefined })),
  about(wire.localGameStatusChanged, ({ localGame }) => ({
    kind: "localGames",
    id: localGame.gameId,
    item: localGame,
  })),
  about(wire.friendAdded, ({ friendInfo }) => ({ kind: "friends", id: friendInfo.userId, item: friendInfo })),
  about(wire.friendUpdated, ({ friendInfo }) => ({ kind: "friends", id: friendInfo.userId, item: friendInfo })),
  about(wire.friendRemoved, ({ userId }) => ({ kind: "friends", id: userId, item: undefined })),
  about(wire.userPresenceUpdated, ({ userId, presence }) => ({
    kind: "userPresences",
    id: userId,
    item: { ...copyMembers(presence, userPresence), userId },
  })),
]);

/** Returns what a notification says about an item of a source; undefined if it is about something else. */
export function authorReportIn(method: string, params: object): AuthorReport | undefined {
  return reports.get(method)?.(params as never);
}
