import { describe, expect, it } from "@jest/globals";
import type { SimulatedClient } from "../src/index.js";
import { callsSeenBy, kindsOf, startScript, type Wire } from "./support/integrations.js";

/** Imports achievements; the test determines what is sent after the response to `start_achievements_import`. */
async function importAchievements(script: (wire: Wire) => object): Promise<SimulatedClient> {
  const client = await startScript(script, { timings: { finishedLimit: 50 } });
  await client.importsDone(10_000);
  return client;
}

describe("an import about many ids", () => {
  it("reports failures, and imports the rest", async () => {
    const client = await importAchievements(({ later, ownedGames }) => ({
      features: ["ImportOwnedGames", "ImportAchievements"],
      answers: {
        import_owned_games: () => ownedGames("a", "b"),
        start_achievements_import: (_: object, self: any) =>
          later(() => {
            self.notify("game_achievements_import_failure", {
              game_id: "a",
              error: { code: 101, message: "Network error", data: { internal_type: "NetworkError" } },
            });
            self.notify("game_achievements_import_success", { game_id: "b", unlocked_achievements: [] });
            self.notify("achievements_import_finished");
          }),
      },
    }));

    expect(client.imports.achievements).toMatchObject({ state: "finished", done: 1, failed: 1, total: 2 });
    expect(client.problems).toMatchObject([
      {
        kind: "import-failure",
        importKind: "achievements",
        itemId: "a",
        message: "Network error (NetworkError, code 101)",
        detail: { code: 101 },
      },
    ]);
    expect(client.library.games["b"]?.achievements).toEqual([]);
    expect(client.library.games["a"]?.achievements).toBeUndefined();
  });

  it("fails as a whole if the response to its start is an error", async () => {
    const client = await importAchievements(({ fail, ownedGames }) => ({
      features: ["ImportOwnedGames", "ImportAchievements"],
      answers: {
        import_owned_games: () => ownedGames("a"),
        start_achievements_import: () => fail(2, "Backend not available", "BackendNotAvailable"),
      },
    }));
    expect(client.imports.achievements).toMatchObject({
      state: "failed",
      error: "Backend not available (BackendNotAvailable, code 2)",
    });
    expect(kindsOf(client)).toEqual(["error-response"]);
  });

  it("fails if an integration sends the same result forever", async () => {
    const client = await startScript(({ later, ownedGames }) => {
      const forever = (self: any, method: string, params: object): void => {
        const lines = `${JSON.stringify({ jsonrpc: "2.0", method, params })}\n`.repeat(50);
        // No faster than the client reads: all that waits in a full buffer would be read in vain.
        setInterval(() => self.socket.write(lines), 1);
      };
      const game_time = { game_id: "a", time_played: 1, last_played_time: 1 };
      const page = { subscription_name: "S", subscription_games: [{ game_id: "a", game_title: "A" }] };
      return {
        features: ["ImportOwnedGames", "ImportSubscriptions", "ImportGameTime", "ImportSubscriptionGames"],
        answers: {
          import_owned_games: () => ownedGames("a", "b"),
          import_subscriptions: () => ({ subscriptions: [{ subscription_name: "S", owned: true }] }),
          start_game_times_import: (_: object, self: any) =>
            later(() => forever(self, "game_time_import_success", { game_time })),
          start_subscription_games_import: (_: object, self: any) =>
            later(() => forever(self, "subscription_games_import_success", page)),
        },
      };
    });
    await client.importsDone(10_000);
    const endless = "messages in a row brought nothing new, so the client waits no longer; no result for";
    expect([client.imports.gameTimes, client.imports.subscriptionGames]).toMatchObject([
      { state: "failed", error: `1002 ${endless} "b"` },
      { state: "failed", error: `1001 ${endless} "S"` },
    ]);
    expect(client.problems.filter(({ kind }) => kind === "missing-finished")).toHaveLength(2);
  });

  it("reports results that were not requested, are duplicate or are missing", async () => {
    const client = await importAchievements(({ later, ownedGames }) => ({
      features: ["ImportOwnedGames", "ImportAchievements"],
      answers: {
        import_owned_games: () => ownedGames("a", "b"),
        start_achievements_import: (_: object, self: any) =>
          later(() => {
            const success = (id: string): void =>
              self.notify("game_achievements_import_success", { game_id: id, unlocked_achievements: [] });
            success("x");
            success("a");
            success("a");
            self.notify("achievements_import_finished");
            success("b");
            self.notify("game_times_import_finished");
            self.notify("achievements_import_finished");
          }),
      },
    }));
    await client.waitFor(() => client.problems.length >= 6);

    expect(kindsOf(client)).toEqual([
      "not-requested x",
      "duplicate-item-response a",
      "unanswered-items",
      "no-import b",
      "no-import",
      "no-import",
    ]);
    expect(client.imports.achievements).toMatchObject({ state: "finished", done: 1, failed: 1, total: 2 });
    expect(client.library.games["x"]).toBeUndefined();
  });

  it("ends with an error if the finished message is missing", async () => {
    const client = await importAchievements(({ later, ownedGames }) => ({
      features: ["ImportOwnedGames", "ImportAchievements"],
      answers: {
        import_owned_games: () => ownedGames("a"),
        start_achievements_import: (_: object, self: any) =>
          later(() => self.notify("game_achievements_import_success", { game_id: "a", unlocked_achievements: [] })),
      },
    }));
    expect(client.imports.achievements).toMatchObject({ state: "failed", done: 1 });
    expect(client.problems).toMatchObject([
      { kind: "missing-finished", method: "achievements_import_finished", severity: "error" },
    ]);
  });

  it("reports once that messages precede the response to its start, as local sizes of the Python API do", async () => {
    const client = await importAchievements(({ ownedGames }) => ({
      features: ["ImportOwnedGames", "ImportAchievements"],
      answers: {
        import_owned_games: () => ownedGames("a"),
        start_achievements_import: (_: object, self: any) => {
          self.notify("game_achievements_import_success", { game_id: "a", unlocked_achievements: [] });
          self.notify("achievements_import_finished");
          return null;
        },
      },
    }));
    expect(client.problems).toMatchObject([{ kind: "before-response", severity: "warning", itemId: "a" }]);
    expect(client.imports.achievements).toMatchObject({ state: "finished", done: 1 });
  });

  it("rejects values that the protocol does not allow, with the path", async () => {
    const client = await importAchievements(({ later, ownedGames }) => ({
      features: ["ImportOwnedGames", "ImportAchievements"],
      answers: {
        import_owned_games: () => ownedGames("a"),
        start_achievements_import: (_: object, self: any) =>
          later(() => {
            self.notify("game_achievements_import_success", {
              game_id: "a",
              unlocked_achievements: [{ achievement_id: "x", unlock_time: 1.5e12 }],
            });
            self.notify("achievements_import_finished");
          }),
      },
    }));
    expect(client.problems).toMatchObject([
      {
        kind: "bad-params",
        method: "game_achievements_import_success",
        itemId: "a",
        message: expect.stringContaining("unlocked_achievements[0].unlock_time: expected seconds"),
      },
    ]);
    expect(client.imports.achievements).toMatchObject({ state: "finished", failed: 1 });
  });

  it("can be repeated", async () => {
    const client = await importAchievements(({ later, ownedGames }) => {
      let unlocked = 0;
      return {
        features: ["ImportOwnedGames", "ImportAchievements"],
        answers: {
          import_owned_games: () => ownedGames("a"),
          start_achievements_import: (_: object, self: any) =>
            later(() => {
              unlocked++;
              const achievements = Array.from({ length: unlocked }, (_item, index) => ({
                achievement_id: String(index),
                unlock_time: 1,
              }));
              self.notify("game_achievements_import_success", { game_id: "a", unlocked_achievements: achievements });
              self.notify("achievements_import_finished");
            }),
        },
      };
    });
    expect(client.library.games["a"]?.achievements).toHaveLength(1);

    expect(await client.reimport("achievements")).toMatchObject({ state: "finished", done: 1 });
    expect(client.library.games["a"]?.achievements).toHaveLength(2);

    expect(await client.reimport("ownedGames")).toMatchObject({ state: "finished", done: 1 });
    expect(client.library.games["a"]?.achievements).toHaveLength(3);
    await expect(client.reimport("friends")).rejects.toThrow("has not announced ImportFriends");
    expect(client.problems).toEqual([]);
  });
});

describe("a game that is added", () => {
  it("is imported at once by itself, even during the import of all games; a refusal is only a warning", async () => {
    const client = await startScript(({ fail, later, silence }) => ({
      features: ["ImportOwnedGames", "ImportAchievements", "ImportGameTime"],
      answers: {
        import_owned_games: (_: object, self: any, id: string) => {
          const game = (gameId: string): object => ({
            game_id: gameId,
            game_title: gameId,
            license_info: { license_type: "Unknown" },
          });
          self.answer(id, { owned_games: [game("a")] });
          self.notify("owned_game_added", { owned_game: game("b") });
          return silence;
        },
        start_achievements_import: ({ game_ids: [first, ...more] }: { game_ids: string[] }, self: any) =>
          first === "b" && more.length === 0
            ? fail(600, "Import already in progress", "ImportInProgress")
            : later(() => {
                for (const id of [first, ...more])
                  self.notify("game_achievements_import_success", { game_id: id, unlocked_achievements: [] });
                self.notify("achievements_import_finished");
              }),
        start_game_times_import: ({ game_ids: ids }: { game_ids: string[] }, self: any) =>
          later(() => {
            for (const id of ids)
              self.notify("game_time_import_success", { game_time: { game_id: id, time_played: ids.length } });
            self.notify("game_times_import_finished");
          }),
      },
    }));
    await client.importsDone(10_000);

    const starts = (await callsSeenBy(client))
      .filter(({ method }) => method.startsWith("start_"))
      .map(({ method, params }) => [method, params["game_ids"]]);
    expect(starts).toEqual(
      expect.arrayContaining([
        ["start_achievements_import", ["b"]],
        ["start_game_times_import", ["b"]],
      ]),
    );
    expect(client.problems).toMatchObject([
      { kind: "error-response", severity: "warning", method: "start_achievements_import" },
    ]);
    expect(Object.keys(client.library.games)).toEqual(["a", "b"]);
    expect(client.imports.achievements).toMatchObject({ state: "finished" });
  });
});

describe("two imports of the same games", () => {
  it("may be answered by one result for each game, if each is finished", async () => {
    const client = await startScript(({ ownedGames, silence }) => ({
      features: ["ImportOwnedGames", "ImportGameTime"],
      answers: {
        import_owned_games: () => ownedGames("a"),
        start_game_times_import: (_: object, self: any, id: string) => {
          self.answer(id, null);
          self.starts = Number(self.starts ?? 0) + 1;
          if (self.starts === 2) return silence;
          self.notify("game_time_import_success", { game_time: { game_id: "a", time_played: 7 } });
          for (let each = self.starts === 1 ? 1 : 2; each > 0; each--) self.notify("game_times_import_finished");
          return silence;
        },
      },
    }));
    await client.importsDone(10_000);
    const both = await Promise.all([client.reimport("gameTimes"), client.reimport("gameTimes")]);
    expect(both).toMatchObject([
      { state: "finished", done: 1 },
      { state: "finished", done: 1 },
    ]);
    expect(client.problems).toEqual([]);
  });
});

describe("a list", () => {
  it("that fails ends the imports that would follow it", async () => {
    const client = await startScript(({ fail }) => ({
      features: ["ImportOwnedGames", "ImportAchievements", "ImportFriends"],
      answers: {
        import_owned_games: () => fail(4, "Backend error", "BackendError"),
        import_friends: () => ({ friend_info_list: [{ user_id: "f", user_name: null }] }),
      },
    }));
    const done = await client.importsDone(10_000);

    expect(done).toMatchObject({
      ownedGames: { state: "failed" },
      friends: { state: "failed", error: expect.stringContaining("friend_info_list[0].user_name") },
    });
    expect(done.achievements).toBeUndefined();
    expect(kindsOf(client)).toEqual(["error-response", "bad-result"]);
    expect(client.status.state).toBe("connected");
  });

  it("is checked for null instead of absent fields, unknown fields and duplicates", async () => {
    const client = await startScript(() => ({
      features: ["ImportOwnedGames"],
      answers: {
        import_owned_games: () => {
          const game = {
            game_id: "a",
            game_title: "A",
            dlcs: null,
            license_info: { license_type: "Unknown", owner: null, color: "red" },
          };
          return { owned_games: [game, { ...game, license_info: { license_type: "Unknown" }, dlcs: [] }] };
        },
      },
    }));
    await client.importsDone(10_000);

    expect(client.problems.map(({ kind, severity, message }) => `${severity} ${kind} ${message}`)).toEqual([
      expect.stringMatching(/^warning null-field owned_games\[0\]\.dlcs is null/),
      expect.stringMatching(/^warning null-field owned_games\[0\]\.license_info\.owner is null/),
      expect.stringMatching(/^warning unknown-field owned_games\[0\]\.license_info\.color/),
      expect.stringMatching(/^warning duplicate-item /),
    ]);
    expect(client.imports.ownedGames).toMatchObject({ state: "finished" });
  });
});
