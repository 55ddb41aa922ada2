import type { ConnectionRow, FriendRow, ImportRow } from "@galaxy-kit/console";
import { describe, expect, it } from "@jest/globals";
import { nameOf, sortFriends, statusText } from "../src/friends/presence.js";
import { whyEmpty } from "../src/imports/why-empty.js";

type State = ConnectionRow["status"]["state"];

const connection = (state: State, features: string[] = ["ImportOwnedGames"], reason = "so it is"): ConnectionRow => ({
  status: { state, reason, since: 0 },
  features,
  can: { connect: false, retry: false, disconnect: false, restart: false, clearCache: false },
});
const progress = (state: ImportRow["state"], more: Partial<ImportRow> = {}): ImportRow => ({
  kind: "ownedGames",
  state,
  done: 0,
  failed: 0,
  total: 0,
  single: false,
  startedAt: 0,
  perSecond: 0,
  ...more,
});
const why = (row: ConnectionRow | undefined, ...imports: ImportRow[]) =>
  whyEmpty("games", ["ownedGames", "localGames"], row, imports);

describe("an empty library", () => {
  it.each<[string, ReturnType<typeof why>, string, string]>([
    ["before the client is known", why(undefined), "Waiting for the client…", ""],
    ["while it starts", why(connection("starting")), "No games yet", "so it is"],
    [
      "without a login",
      why(connection("not connected")),
      "Nobody is logged in",
      "So it is. The button beside the state tries again.",
    ],
    ["after a crash", why(connection("crashed")), "The integration is not running", "See Problems and Log"],
    ["without the feature", why(connection("connected", [])), "No games", "ImportOwnedGames or ImportInstalledGames"],
    ["while it is imported", why(connection("connected"), progress("running")), "Importing games…", ""],
    [
      "when there are none",
      why(connection("connected"), progress("finished")),
      "No games",
      "answered that there are none",
    ],
  ])("%s says why", (_, reason, title, text) => {
    expect(reason.title).toBe(title);
    expect(reason.text).toContain(text);
  });

  it("can be imported again after a failure, whose error it shows", () => {
    const reason = why(connection("connected"), progress("failed", { error: "backend error" }));
    expect(reason).toEqual({ title: "Owned games could not be imported", text: "Backend error.", retry: "ownedGames" });
  });
});

describe("friends", () => {
  const friend = (userId: string, presenceState?: "online" | "away" | "offline"): FriendRow => ({
    userId,
    userName: userId,
    ...(presenceState && { presence: { presenceState } }),
  });

  it("who are there come first", () => {
    const friends = [
      friend("d"),
      friend("c", "offline"),
      friend("b", "online"),
      friend("a", "away"),
      friend("A", "online"),
    ];
    expect(sortFriends(friends, "").map(nameOf)).toEqual(["A", "b", "a", "c", "d"]);
  });

  it("show the game by its title, or the full status in place of everything else", () => {
    const games = new Map([["g1", { gameId: "g1", owned: true, gameTitle: "Portal" }]]);
    const status = (presence: Partial<NonNullable<FriendRow["presence"]>>) =>
      statusText({ userId: "a", presence: { presenceState: "online", ...presence } }, games);
    expect(status({ gameId: "g1", inGameStatus: "Chapter 4" })).toBe("Portal – Chapter 4");
    expect(status({ gameId: "g2", gameTitle: "Elsewhere" })).toBe("Elsewhere");
    expect(status({ gameId: "g1", fullStatus: "Away from it all" })).toBe("Away from it all");
    expect(status({})).toBe("online");
  });
});
