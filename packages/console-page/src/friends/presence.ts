import type { FriendRow, GameRow } from "@galaxy-kit/console";
import type { PresenceState } from "@galaxy-kit/protocol";
import { titleOf } from "../library/game-state.js";

/** Online friends come first. */
const ranks: Readonly<Record<PresenceState, number>> = { online: 0, away: 1, offline: 2, unknown: 3 };

export function nameOf({ userName, userId }: Pick<FriendRow, "userName" | "userId">): string {
  return userName !== undefined && userName !== "" ? userName : userId;
}

export function stateOf({ presence }: FriendRow): PresenceState {
  return presence?.presenceState ?? "unknown";
}

export function sortFriends(friends: Iterable<FriendRow>, search: string): readonly FriendRow[] {
  const text = search.trim().toLowerCase();
  return [...friends]
    .filter((friend) => nameOf(friend).toLowerCase().includes(text) || friend.userId.toLowerCase().includes(text))
    .sort(
      (one, other) => ranks[stateOf(one)] - ranks[stateOf(other)] || nameOf(one).localeCompare(nameOf(other), "en"),
    );
}

/** Returns what GALAXY shows below the name: the full status if there is one, or else the game and the in-game status. */
export function statusText({ presence }: FriendRow, games: ReadonlyMap<string, GameRow>): string {
  if (!presence) return "Presence not reported";
  const { fullStatus, gameId, gameTitle, inGameStatus, presenceState } = presence;
  if (fullStatus) return fullStatus;
  const known = gameId === undefined ? undefined : games.get(gameId);
  const game = (known && titleOf(known)) ?? gameTitle ?? gameId;
  return [game ?? presenceState, inGameStatus].filter(Boolean).join(" – ");
}
