import { describe, expect, it } from "@jest/globals";
import { realTimings } from "../src/index.js";
import { callsSeenBy, kindsOf, linesSeenBy, start, startScript, startShop } from "./support/integrations.js";

describe("the conversation with a well-behaved integration", () => {
  it("starts with the handshake, the local games and the login, in this order", async () => {
    const client = await startShop();
    await client.importsDone(10_000);

    expect((await callsSeenBy(client)).slice(0, 4).map(({ method }) => method)).toEqual([
      "get_capabilities",
      "initialize_cache",
      "import_local_games",
      "init_authentication",
    ]);
    expect(client.status.state).toBe("connected");
    expect(client.problems).toEqual([]);
  });

  it("numbers all requests with one counter of strings from 0", async () => {
    const client = await startShop();
    await client.importsDone(10_000);

    const ids = (await linesSeenBy(client)).map((line) => (JSON.parse(line) as { id?: unknown }).id);
    expect(ids).toEqual(ids.map((_, index) => String(index)));
  });

  it("writes compact JSON with sorted keys, and parameters that are always an object", async () => {
    const client = await startShop({ cache: { b: { z: 1, a: [{ y: 1, x: 2 }] }, a: "ä", 10: 1, 9: 2 } });
    await client.importsDone(10_000);

    expect((await linesSeenBy(client)).slice(0, 3)).toEqual([
      '{"id":"0","jsonrpc":"2.0","method":"get_capabilities","params":{}}',
      '{"id":"1","jsonrpc":"2.0","method":"initialize_cache","params":{"data":{"10":1,"9":2,"a":"ä","b":{"a":[{"x":2,"y":1}],"z":1}}}}',
      '{"id":"2","jsonrpc":"2.0","method":"ping","params":{}}',
    ]);
  });

  it("requests everything that was announced after the login, with all ids sorted in one request", async () => {
    const client = await startShop();
    await client.importsDone(10_000);

    const asked = Object.fromEntries(
      (await callsSeenBy(client)).slice(4).map(({ method, params }) => [method, params]),
    );
    const games = { game_ids: ["g10", "g9"] };
    expect(asked).toEqual({
      import_owned_games: {},
      import_local_games: {},
      import_friends: {},
      import_subscriptions: {},
      import_rooms: {},
      start_achievements_import: games,
      start_game_times_import: games,
      start_game_library_settings_import: games,
      start_os_compatibility_import: games,
      start_local_size_import: games,
      start_user_presence_import: { user_id_list: ["f1", "f2"] },
      start_subscription_games_import: { subscription_names: ["Gold"] },
    });
  });

  it("updates the library with everything it receives", async () => {
    const client = await startShop();
    await client.importsDone(10_000);

    const licenseInfo = { licenseType: "SinglePurchase" };
    const played = { timePlayed: 7, lastPlayedTime: 1500000000, tags: ["fun"], hidden: false };
    expect(JSON.parse(JSON.stringify(client.library))).toEqual({
      platform: "test",
      features: expect.arrayContaining(["ImportOwnedGames", "Chat"]),
      user: { userId: "1", userName: "Jo" },
      games: {
        g10: {
          gameId: "g10",
          owned: true,
          gameTitle: "Ten",
          licenseInfo,
          dlcs: [{ dlcId: "d", dlcTitle: "More", licenseInfo }],
          achievements: [{ unlockTime: 1500000000, achievementId: "g10-first" }],
          ...played,
          osCompatibility: 5,
          localSize: null,
        },
        g9: {
          gameId: "g9",
          owned: true,
          gameTitle: "Nine",
          licenseInfo,
          localGameState: 1,
          achievements: [{ unlockTime: 1500000000, achievementId: "g9-first" }],
          ...played,
          osCompatibility: null,
          localSize: 4096,
        },
      },
      friends: {
        f1: { userId: "f1", userName: "Al", presence: { presenceState: "online", gameId: "g9" } },
        f2: { userId: "f2", userName: "Bo", presence: { presenceState: "online", gameId: "g9" } },
      },
      subscriptions: {
        Gold: {
          subscriptionName: "Gold",
          owned: true,
          subscriptionDiscovery: 1,
          games: [
            { gameId: "s1", gameTitle: "s1" },
            { gameId: "s2", gameTitle: "s2" },
          ],
        },
      },
      rooms: { r: { roomId: "r", unreadMessageCount: 1, messages: [] } },
      cache: {},
    });
  });

  it("reports the progress of each import", async () => {
    const client = await startShop();
    const achievements: string[] = [];
    client.on("progress", ({ kind, state, done, total }) => {
      if (kind === "achievements") achievements.push(`${state} ${done}/${total}`);
    });

    const done = await client.importsDone(10_000);

    expect(achievements).toEqual(["running 0/2", "running 1/2", "running 2/2", "finished 2/2"]);
    expect(done.ownedGames).toMatchObject({ state: "finished", done: 2 });
    expect(Object.keys(done)).toHaveLength(12);
    expect(Object.values(done).map(({ state }) => state)).toEqual(Array(12).fill("finished"));
  });

  it("reports what has changed, and the method that caused it", async () => {
    const client = await startShop();
    const changes: string[] = [];
    client.on("changed", ({ subject, ids, cause }) => changes.push(`${cause}: ${subject} ${ids.join(" ")}`));
    await client.importsDone(10_000);

    expect(changes).toEqual(
      expect.arrayContaining([
        "import_owned_games: games g10 g9",
        "import_local_games: games g9",
        "user_presence_import_success: friends f1",
      ]),
    );
  });

  it("requests only what was announced, even twice", async () => {
    const client = await startScript(() => ({
      features: ["ImportOwnedGames", "ImportAchievements", "ImportOwnedGames"],
      answers: { import_owned_games: () => ({ owned_games: [] }) },
    }));
    await client.importsDone(10_000);

    expect(client.library.features).toEqual(["ImportOwnedGames", "ImportAchievements"]);

    expect((await callsSeenBy(client)).map(({ method }) => method)).toEqual([
      "get_capabilities",
      "initialize_cache",
      "init_authentication",
      "import_owned_games",
    ]);
  });

  it("records both directions in the journal, with sizes, durations and masked secrets", async () => {
    const client = await startShop({ credentials: { password: "hunter2" } });
    await client.importsDone(10_000);

    const login = client.journal.filter(({ method }) => method === "init_authentication");
    expect(login).toMatchObject([
      { direction: "sent", type: "request", id: expect.any(String), params: { stored_credentials: "(secret)" } },
      {
        direction: "received",
        type: "response",
        duration: expect.any(Number),
        result: { user_id: "1", user_name: "Jo" },
      },
    ]);
    expect(login[0]?.size).toBe(
      Buffer.byteLength((await linesSeenBy(client)).find((line) => line.includes("init_authentication")) ?? ""),
    );
    expect(JSON.stringify(client.journal)).not.toContain("hunter2");
  });

  it("records what the integration writes to stderr and stdout, line by line", async () => {
    const client = await startScript(({ process }) => ({
      onReady: () => {
        process.stdout.write("plain\nä");
        process.stderr.write('{"level":"info","message":"hello"}\n{broken\n');
      },
    }));
    await client.importsDone(10_000);
    await client.close();

    const lines = client.log.filter(({ fields }) => fields?.["line"] === undefined);
    expect(lines).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ stream: "stdout", text: "plain" }),
        expect.objectContaining({ stream: "stdout", text: "ä" }),
        expect.objectContaining({ stream: "stderr", fields: { level: "info", message: "hello" } }),
        expect.objectContaining({ stream: "stderr", text: "{broken" }),
      ]),
    );
  });

  it("passes a token, the port and the log path as arguments, and extends the environment", async () => {
    const script = "console.log(JSON.stringify({ args: process.argv.slice(1), env: process.env.COLOR }))";
    const client = await start({
      integration: {
        command: process.execPath,
        args: ["-e", script, "own"],
        env: { COLOR: "blue" },
        logPath: "/logs/a.log",
      },
    });
    await client.waitFor(() => client.status.state === "crashed");

    expect(client.log[0]?.fields).toEqual({
      args: ["own", expect.stringMatching(/^[0-9a-f]{32}$/), expect.stringMatching(/^\d+$/), "/logs/a.log"],
      env: "blue",
    });
  });

  it("uses the timings of the real client by default", () => {
    expect(realTimings).toMatchObject({
      firstPing: 100,
      pingEvery: 5_050,
      started: 9,
      authentication: 110,
      gameImports: 190,
    });
    expect(realTimings).toMatchObject({
      handshakeLimit: 10_000,
      pingLimit: 15_000,
      ownedGamesLimit: 120_000,
      killLimit: 1_500,
    });
  });
});

describe("GALAXY 2.1", () => {
  it("repeats the import of game times, and drops owned games that come after the subscriptions", async () => {
    const client = await startShop({ version: "2.1" });
    await client.importsDone(10_000);
    const starts = (await callsSeenBy(client)).filter(({ method }) => method === "start_game_times_import");
    expect(starts.map(({ params }) => params["game_ids"])).toEqual([
      ["g10", "g9"],
      ["g10", "g9"],
    ]);
    expect(client.problems).toEqual([]);
    expect(client.imports.gameTimes).toMatchObject({ state: "finished", done: 2, single: false });

    const hasty = await startScript(
      ({ ownedGames }) => ({
        features: ["ImportOwnedGames", "ImportInstalledGames", "ImportSubscriptions"],
        answers: {
          import_owned_games: () => new Promise((resolve) => setTimeout(() => resolve(ownedGames("a")), 50)),
          import_local_games: () => ({ local_games: [] }),
          import_subscriptions: () => ({ subscriptions: [] }),
        },
      }),
      { version: "2.1", behavior: { skipsLocalGames: true } },
    );
    await hasty.importsDone(10_000);
    expect(hasty.library.games).toEqual({});
    expect(hasty.imports.ownedGames).toMatchObject({ state: "failed", error: expect.stringMatching(/were dropped/) });
    expect(hasty.imports.localGames).toBeUndefined();
    expect(kindsOf(hasty)).toEqual(["dropped"]);
    expect(await hasty.reimport("ownedGames")).toMatchObject({ state: "finished" });
  });

  it("keeps owned games that come after subscriptions have failed", async () => {
    const client = await startScript(
      ({ fail, ownedGames }) => ({
        features: ["ImportOwnedGames", "ImportSubscriptions"],
        answers: {
          import_owned_games: () => new Promise((resolve) => setTimeout(() => resolve(ownedGames("a")), 50)),
          import_subscriptions: () => fail(2, "Backend not available", "BackendNotAvailable"),
        },
      }),
      { version: "2.1" },
    );
    await client.importsDone(10_000);
    expect(client.imports.subscriptions).toMatchObject({ state: "failed" });
    expect(Object.keys(client.library.games)).toEqual(["a"]);
    expect(kindsOf(client)).toEqual(["error-response"]);
  });
});
