import type { GameRow } from "@galaxy-kit/console";
import { LocalGameState } from "@galaxy-kit/protocol";
import { describe, expect, it } from "@jest/globals";
import { hue, initials, numberIn } from "../src/library/cover-style.js";
import { countGroups, filterGames } from "../src/library/game-filter.js";
import { operatingSystems } from "../src/library/game-labels.js";
import { compareGames } from "../src/library/game-order.js";
import { OrderedRows } from "../src/library/ordered-rows.js";

const game = (gameId: string, more: Partial<GameRow> = {}): GameRow => ({
  gameId,
  owned: true,
  gameTitle: gameId,
  ...more,
});
const idsOf = (games: readonly GameRow[]) => games.map(({ gameId }) => gameId);
const byId = (...games: GameRow[]) => new Map(games.map((row) => [row.gameId, row]));

describe("the library groups", () => {
  const games = [
    game("plain"),
    game("installed", { localGameState: LocalGameState.Installed }),
    game("running", { localGameState: LocalGameState.Installed | LocalGameState.Running }),
    game("foreign", { owned: false, localGameState: LocalGameState.Installed }),
    game("hidden", { hidden: true, localGameState: LocalGameState.Installed }),
  ];

  it("contain the matching games; hidden games are in their own group only", () => {
    expect(idsOf(filterGames(games, "all", ""))).toEqual(["plain", "installed", "running", "foreign"]);
    expect(idsOf(filterGames(games, "installed", ""))).toEqual(["installed", "running", "foreign"]);
    expect(idsOf(filterGames(games, "running", ""))).toEqual(["running"]);
    expect(idsOf(filterGames(games, "owned", ""))).toEqual(["plain", "installed", "running"]);
    expect(idsOf(filterGames(games, "notOwned", ""))).toEqual(["foreign"]);
    expect(idsOf(filterGames(games, "hidden", ""))).toEqual(["hidden"]);
  });

  it("have correct counts", () => {
    const counts = countGroups(games);
    for (const group of ["all", "installed", "running", "owned", "notOwned", "hidden"] as const) {
      expect(counts[group]).toBe(filterGames(games, group, "").length);
    }
  });
});

it("finds games by title, ID and tag, ignoring case", () => {
  const games = [
    game("1", { gameTitle: "Portal" }),
    game("portal-2", { gameTitle: "Two" }),
    game("3", { tags: ["Portals"] }),
    game("4"),
  ];
  expect(idsOf(filterGames(games, "all", " PORTAL "))).toEqual(["1", "portal-2", "3"]);
});

describe("the order of the library", () => {
  it("sorts titles alphabetically and by number", () => {
    const games = [game("Game 10"), game("éclair"), game("Game 9"), game("zebra"), game("Echo")];
    expect(idsOf(games.toSorted(compareGames("title", false)))).toEqual([
      "Echo",
      "éclair",
      "Game 9",
      "Game 10",
      "zebra",
    ]);
  });

  it("sorts amounts in descending order; games without a value always come last", () => {
    const games = [game("none"), game("much", { timePlayed: 90 }), game("little", { timePlayed: 1 })];
    expect(idsOf(games.toSorted(compareGames("timePlayed", false)))).toEqual(["much", "little", "none"]);
    expect(idsOf(games.toSorted(compareGames("timePlayed", true)))).toEqual(["little", "much", "none"]);
  });

  it("stays correct while games are added, changed and removed", () => {
    const compare = compareGames("timePlayed", false);
    const ordered = new OrderedRows<GameRow>(({ gameId }) => gameId);
    let seed = 7;
    const random = (below: number): number => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    let rows = new Map<string, GameRow>();
    for (let round = 0; round < 60; round++) {
      rows = new Map(rows);
      for (let change = 0; change < 12; change++) {
        const id = `g${random(150)}`;
        if (random(5) === 0) rows.delete(id);
        else rows.set(id, game(id, random(4) === 0 ? {} : { timePlayed: random(20) }));
      }
      expect(ordered.order(rows, compare)).toEqual([...rows.values()].sort(compare));
    }
  });

  it("does not sort again after a change that moves nothing", () => {
    let comparisons = 0;
    const titles = compareGames("title", false);
    const compare = (one: GameRow, other: GameRow): number => {
      comparisons++;
      return titles(one, other);
    };
    const many = Array.from({ length: 5_000 }, (_, index) => game(`Game ${(index * 7_919) % 5_000}`));
    const ordered = new OrderedRows<GameRow>(({ gameId }) => gameId);
    ordered.order(byId(...many), compare);
    comparisons = 0;
    const played = game("Game 77", { timePlayed: 5 });
    const shown = ordered.order(new Map([...byId(...many), ["Game 77", played]]), compare);
    expect(shown).toContain(played);
    expect(comparisons).toBe(1);
  });
});

describe("a generated cover", () => {
  it.each([
    ["The Long Night of Ashes", "LN"],
    ["Portal", "Po"],
    ["2048", "20"],
    ["of the", "OT"],
    ["Ω-Files", "ΩF"],
    ["!!!", "?"],
  ])("of %p shows %p", (title, letters) => expect(initials(title)).toBe(letters));

  it("shows the last number in a title, which tells apart the parts of a series", () => {
    expect(["Zero Kelvin 4100", "Sea Kings II", "2048", "F1 Racer", "Mix"].map(numberIn)).toEqual([
      "4100",
      "II",
      "2048",
      undefined,
      undefined,
    ]);
  });

  it("always has the same color", () => {
    expect(hue("Portal")).toBe(hue("Portal"));
    expect(hue("Portal")).not.toBe(hue("Portal 2"));
  });
});

it("names the operating systems of a game", () => {
  expect([5, 0, null, undefined].map(operatingSystems)).toEqual(["Windows, Linux", "None", "Unknown", undefined]);
});
