import type { FriendRow } from "@galaxy-kit/console";
import { describe, expect, it } from "@jest/globals";
import { nameOf, sortFriends, statusText } from "../src/friends/presence.js";

describe("friends", () => {
  const friend = (userId: string, presenceState?: "online" | "away" | "offline"): FriendRow => ({
    userId,
    userName: userId,
    ...(presenceState && { presence: { presenceState } }),
  });

  it("are sorted by presence, then by name", () => {
    const friends = [
      friend("d"),
      friend("c", "offline"),
      friend("b", "online"),
      friend("a", "away"),
      friend("A", "online"),
    ];
    expect(sortFriends(friends, "").map(nameOf)).toEqual(["A", "b", "a", "c", "d"]);
  });

  it("show the title of the game they play, or the full status instead", () => {
    const games = new Map([["g1", { gameId: "g1", owned: true, gameTitle: "Portal" }]]);
    const status = (presence: Partial<NonNullable<FriendRow["presence"]>>) =>
      statusText({ userId: "a", presence: { presenceState: "online", ...presence } }, games);
    expect(status({ gameId: "g1", inGameStatus: "Chapter 4" })).toBe("Portal – Chapter 4");
    expect(status({ gameId: "g2", gameTitle: "Elsewhere" })).toBe("Elsewhere");
    expect(status({ gameId: "g1", fullStatus: "Away from it all" })).toBe("Away from it all");
    expect(status({})).toBe("online");
    expect(statusText({ userId: "a" }, games)).toBe("Presence not reported");
  });
});
