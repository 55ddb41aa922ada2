import type { GameRow } from "@galaxy-kit/console";
import { LocalGameState } from "@galaxy-kit/protocol";
import { describe, expect, it } from "@jest/globals";
import { hue, initials } from "../src/library/cover-look.js";
import { countGroups, filterGames } from "../src/library/game-filter.js";
import { compareGames } from "../src/library/game-order.js";
import { systems } from "../src/library/game-words.js";
import { OrderedRows } from "../src/library/ordered-rows.js";

const game = (gameId: string, more: Partial<GameRow> = {}): GameRow => ({
  gameId,
  owned: true,
  gameTitle: gameId,
  ...more,
});
const idsOf = (games: readonly GameRow[]) => games.map(({ gameId }) => gameId);
const byId = (...games: GameRow[]) => new Map(games.map((row) => [row.gameId, row]));

describe("the groups of the library", () => {
  const games = [
    game("plain"),
    game("installed", { localGameState: LocalGameState.Installed }),
    game("running", { localGameState: LocalGameState.Installed | LocalGameState.Running }),
    game("foreign", { owned: false, localGameState: LocalGameState.Installed }),
    game("hidden", { hidden: true, localGameState: LocalGameState.Installed }),
  ];

  it("show what belongs to them, hidden games in their own group only", () => {
    expect(idsOf(filterGames(games, "all", ""))).toEqual(["plain", "installed", "running", "foreign"]);
    expect(idsOf(filterGames(games, "installed", ""))).toEqual(["installed", "running", "foreign"]);
    expect(idsOf(filterGames(games, "running", ""))).toEqual(["running"]);
    expect(idsOf(filterGames(games, "owned", ""))).toEqual(["plain", "installed", "running"]);
    expect(idsOf(filterGames(games, "notOwned", ""))).toEqual(["foreign"]);
    expect(idsOf(filterGames(games, "hidden", ""))).toEqual(["hidden"]);
  });

  it("have as many games as they show", () => {
    const counts = countGroups(games);
    for (const group of ["all", "installed", "running", "owned", "notOwned", "hidden"] as const) {
      expect(counts[group]).toBe(filterGames(games, group, "").length);
    }
  });
});

it("finds games by title, id and tag, whatever the case", () => {
  const games = [
    game("1", { gameTitle: "Portal" }),
    game("portal-2", { gameTitle: "Two" }),
    game("3", { tags: ["Portals"] }),
    game("4"),
  ];
  expect(idsOf(filterGames(games, "all", " PORTAL "))).toEqual(["1", "portal-2", "3"]);
});

describe("the order of the library", () => {
  it("goes by title as people read it", () => {
    const games = [game("Game 10"), game("éclair"), game("Game 9"), game("zebra"), game("Echo")];
    expect(idsOf(games.toSorted(compareGames("title", false)))).toEqual([
      "Echo",
      "éclair",
      "Game 9",
      "Game 10",
      "zebra",
    ]);
  });

  it("goes by amount from the largest on, and what is not known comes last either way", () => {
    const games = [game("none"), game("much", { timePlayed: 90 }), game("little", { timePlayed: 1 })];
    expect(idsOf(games.toSorted(compareGames("timePlayed", false)))).toEqual(["much", "little", "none"]);
    expect(idsOf(games.toSorted(compareGames("timePlayed", true)))).toEqual(["little", "much", "none"]);
  });

  it("stays right while games come, change and go", () => {
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

  it("does not sort again for a change that moves nothing", () => {
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
  ])("of %p reads %p", (title, letters) => expect(initials(title)).toBe(letters));

  it("has always the same colour", () => {
    expect(hue("Portal")).toBe(hue("Portal"));
    expect(hue("Portal")).not.toBe(hue("Portal 2"));
  });
});

it("names the systems that a game runs on", () => {
  expect([5, 0, null, undefined].map(systems)).toEqual(["Windows, Linux", "None", "Unknown", undefined]);
});
