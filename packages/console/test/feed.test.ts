import { once } from "node:events";
import { startSimulatedClient } from "@galaxy-kit/simulator";
import { describe, expect, it } from "@jest/globals";
import { WebSocket } from "ws";
import type { ProjectRow } from "../src/index.js";
import { gameRow } from "../src/rows/library-rows.js";
import { afterTest, serve, startClient } from "./support/console.js";
import { ErrorResponse, game, Integration, owned } from "./support/integration.js";
import { socketUrl, TestPage } from "./support/page.js";

const everyGame = ["ImportOwnedGames", "ImportInstalledGames", "ImportAchievements"];

describe("a page", () => {
  it("receives the current state when it connects", async () => {
    const integration = new Integration(["ImportOwnedGames", "ImportFriends", "ImportSubscriptions", "Chat"], {
      import_owned_games: () => owned(2),
      import_friends: () => ({ friend_info_list: [{ user_id: "f", user_name: "Al" }] }),
      import_subscriptions: () => ({ subscriptions: [{ subscription_name: "Gold", owned: true }] }),
      import_rooms: () => ({ rooms: [{ room_id: "r", unread_message_count: 3 }] }),
    });
    const client = await startClient(integration);
    await client.importsDone();
    const command = "node dist/main.js";
    const { url } = await serve(client, { integration: { name: "Shop", folder: "/shop", command } });
    const page = await TestPage.open(url);

    expect(page.updates[0]).toEqual({
      type: "welcome",
      name: "Shop",
      folder: "/shop",
      command,
      kept: { journal: 10_000, log: 10_000, problems: 10_000, logins: 1_000, figures: 600, way: 1_000 },
    });
    expect(page.latest("connection")?.connection).toMatchObject({
      status: { state: "connected" },
      platform: "test",
      features: ["ImportOwnedGames", "ImportFriends", "ImportSubscriptions", "Chat"],
      user: { userId: "1", userName: "Jo" },
      can: { connect: false, retry: false, disconnect: true, restart: true, clearCache: true },
    });
    expect(page.latest("login")).toEqual({ type: "login", login: null });
    expect(page.latest("project")).toBeUndefined();
    expect([...page.lists.games.values()]).toEqual(Object.values(client.library.games));
    expect([...page.lists.friends.values()]).toEqual([{ userId: "f", userName: "Al" }]);
    expect([...page.lists.subscriptions.values()]).toMatchObject([{ subscriptionName: "Gold", owned: true }]);
    expect([...page.lists.rooms.values()]).toEqual([{ roomId: "r", unreadMessageCount: 3, messageCount: 0 }]);
    expect(page.rows("journal").map(({ number }) => number)).toEqual(client.journal.map(({ number }) => number));
    // The page opens with the library, and does not wait for thousands of messages.
    const places = ["rooms", "journal"].map((name) =>
      page.updates.findIndex((update) => (update.type === "list" ? update.list : update.type) === name),
    );
    expect(places).toEqual(places.toSorted((one, other) => one - other));
  });

  it("receives empty lists, too, so that it knows they are empty", async () => {
    const { url } = await serve(await startClient(new Integration([])));
    const page = await TestPage.open(url);
    expect(page.all("list").map(({ list, replaces, rows, removed }) => [list, replaces, rows, removed])).toEqual(
      ["journalImports", "differences", "games", "friends", "subscriptions", "rooms"].map((list) => [
        list,
        true,
        [],
        [],
      ]),
    );
  });

  it("has the same library as the client after bursts, in far fewer rows than there were changes", async () => {
    const integration = new Integration(everyGame, { import_owned_games: () => owned(600) });
    const client = await startClient(integration);
    await client.waitFor(() => client.imports.ownedGames?.state === "finished");
    const { url } = await serve(client);
    const page = await TestPage.open(url);
    const others = await Promise.all([TestPage.open(url), TestPage.open(url)]);

    let changes = 0;
    for (let round = 0; round < 5; round++) {
      for (let index = 0; index < 300; index++, changes += 2) {
        const id = `g${index}`;
        integration.notify("owned_game_updated", { owned_game: game(id, `Round ${round}`) });
        integration.notify("achievement_unlocked", {
          game_id: id,
          achievement: { unlock_time: 1_500_000_000, achievement_id: `${id}-${round}` },
        });
      }
      integration.notify("owned_game_removed", { game_id: `g${500 + round}` });
      integration.notify("owned_game_added", { owned_game: game(`new ${round}`) });
      await client.waitFor(() => client.library.games[`new ${round}`]);
    }
    const rows = new Map(Object.values(client.library.games).map((known) => [known.gameId, gameRow(known)]));
    for (const one of [page, ...others]) {
      const { games } = one.lists;
      await one.until(() => games.has("new 4") && games.get("g299")?.unlockedAchievements === 5);
      expect(games).toEqual(rows);
    }
    expect(page.all("list").flatMap((update) => update.rows as unknown[]).length).toBeLessThan(600 + changes / 2);
  });

  it("receives what has changed since the last start, without what is not reported yet", async () => {
    const answers = {
      import_owned_games: (): unknown => owned(4),
      import_local_games: (): unknown => ({ local_games: [{ game_id: "g1", local_game_state: 1 }] }),
      import_friends: (): unknown => ({ friend_info_list: [{ user_id: "f", user_name: "Al" }] }),
      start_game_times_import: (): unknown => null,
    };
    const features = ["ImportOwnedGames", "ImportInstalledGames", "ImportGameTime", "ImportFriends"];
    const integration = new Integration(features, answers);
    const reportTimes = (minutes: number): void => {
      for (const id of ["g0", "g1", "g2"])
        integration.notify("game_time_import_success", { game_time: { game_id: id, time_played: minutes } });
      integration.notify("game_times_import_finished");
    };
    const client = await startClient(integration, { version: "2.0" });
    const { url } = await serve(client);
    const page = await TestPage.open(url);
    await client.waitFor(() => client.imports.gameTimes);
    reportTimes(60);
    await client.importsDone();
    expect([client.differences.all, page.latest("comparison")]).toEqual([{}, { type: "comparison", since: null }]);

    // What a failed login does not report has not changed.
    answers.import_owned_games = () => new ErrorResponse(1, "Authentication required");
    answers.import_local_games = () => ({ local_games: [] });
    await client.restart();
    await client.importsDone();
    await page.until(() => page.lists.differences.size === 1);
    const uninstalled = [{ name: "localGameState", before: 1, after: 0 }];
    expect([...page.lists.differences.values()]).toEqual([
      { key: "games g1", subject: "games", id: "g1", name: "Game g1", kind: "changed", facts: uninstalled },
    ]);

    const renamed = { owned_games: [game("g0"), game("g1"), game("g2", "Ebb"), game("new")] };
    answers.import_owned_games = () => renamed;
    answers.import_friends = () => ({ friend_info_list: [] });
    await client.restart();
    await client.waitFor(() => client.imports.gameTimes && client.imports.friends?.state === "finished");
    const kinds = () => Object.values(client.differences.all).map(({ kind, id }) => `${kind} ${id}`);
    expect(kinds().sort()).toEqual(["added new", "changed g2", "removed f", "removed g3"]);
    reportTimes(61);
    await client.waitFor(() => Object.keys(client.differences.all).length === 6);
    await page.until(() => page.lists.differences.size === 6);
    expect(page.lists.differences.get("games g2")?.facts).toEqual([
      { name: "gameTitle", before: "Game g2", after: "Ebb" },
      { name: "timePlayed", before: 60, after: 61 },
    ]);
    integration.notify("owned_game_updated", { owned_game: game("g2") });
    integration.notify("owned_game_added", { owned_game: game("g3") });
    await page.until(() => !page.lists.differences.has("games g3"));
    expect(page.lists.differences.get("games g2")?.facts).toEqual([{ name: "timePlayed", before: 60, after: 61 }]);
    expect(page.latest("comparison")).toEqual({ type: "comparison", since: client.sessions.at(-1)?.time });

    await client.disconnect();
    await page.until(() => page.lists.differences.size === 0);
  });

  it("stays correct when the library changes and is wiped while it is still being sent", async () => {
    const integration = new Integration(everyGame, { import_owned_games: () => owned(20_000) });
    const client = await startClient(integration);
    await client.waitFor(() => client.imports.ownedGames?.state === "finished");
    const { url } = await serve(client);
    const socket = new WebSocket(socketUrl(url), { origin: new URL(url).origin });
    afterTest(() => socket.terminate());
    const page = TestPage.over(socket);
    await page.until(() => page.lists.games.size > 0);
    integration.notify("owned_game_updated", { owned_game: game("g0", "Other title") });
    integration.notify("owned_game_removed", { game_id: "g19999" });
    await client.waitFor(() => !client.library.games["g19999"]);
    expect(page.lists.games.size).toBeLessThan(20_000);
    await page.until(() => page.lists.games.size === 19_999);
    await page.until(() => page.lists.games.get("g0")?.gameTitle === "Other title");
    expect(page.lists.games.has("g19999")).toBe(false);

    await client.disconnect();
    await page.until(() => page.lists.games.size === 0);
    expect(page.latest("connection")?.connection.user).toBeUndefined();
  });

  it("receives journal rows in order, with responses linked to their requests", async () => {
    const integration = new Integration(["ImportOwnedGames"], { import_owned_games: () => owned(1) });
    const client = await startClient(integration);
    const { url } = await serve(client);
    const page = await TestPage.open(url);
    await client.importsDone();
    for (let count = 0; count < 4_000; count++)
      integration.notify("owned_game_updated", { owned_game: game("g0", `T${count}`) });
    await client.waitFor(() => client.library.games["g0"]?.gameTitle === "T3999");

    const last = client.journal.at(-1)!.number;
    await page.until(() => page.rows("journal").at(-1)?.number === last);
    const rows = page.rows("journal");
    expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: last }, (_, index) => index + 1));
    expect(page.all("journal").every(({ missed }) => missed === 0)).toBe(true);
    const response = rows.find(({ type, method }) => type === "response" && method === "import_owned_games")!;
    expect(rows[response.requestNumber! - 1]).toMatchObject({
      type: "request",
      method: "import_owned_games",
      direction: "sent",
    });
    expect(response).toMatchObject({
      direction: "received",
      failed: false,
      excerpt: expect.stringContaining('"game_id":"g0"'),
    });
    expect(rows.at(-1)!.excerpt).toContain('"T3999"');
  });

  it("receives an import as one row, and the messages about its items only when it asks for them", async () => {
    const integration = new Integration(["ImportOwnedGames", "ImportGameTime"], {
      import_owned_games: () => owned(300),
      start_game_times_import: ({ game_ids }: { game_ids: string[] }) => {
        queueMicrotask(() => {
          for (const game_id of game_ids) {
            if (game_id.endsWith("50")) integration.notify("game_time_import_failure", { game_id, error: failure });
            else integration.notify("game_time_import_success", { game_time: { game_id, time_played: 1 } });
          }
          integration.notify("game_times_import_finished");
        });
        return null;
      },
    });
    const failure = { code: 4, message: "Backend error", data: {} };
    const client = await startClient(integration, { behavior: { repeatsImports: false } });
    const { url } = await serve(client);
    const page = await TestPage.open(url);
    await client.importsDone();
    const [imported] = await page.until(() => {
      const all = [...page.lists.journalImports.values()];
      return all.some(({ state }) => state === "finished") && all;
    });
    const start = await page.until(() =>
      page.rows("journal").find(({ method }) => method === "start_game_times_import"),
    );

    expect(imported).toMatchObject({ number: start.number, kind: "gameTimes", results: 297, failures: 3, dropped: 0 });
    expect(imported!.kept).toEqual({ all: 300, failures: 3 });
    expect(page.rows("journal").filter(({ method }) => /game_time_import_/.test(method!))).toEqual([]);
    const parts = page.rows("journal").filter(({ partOf }) => partOf === start.number);
    expect(parts.map(({ type, method }) => [type, method])).toEqual([
      ["response", "start_game_times_import"],
      ["notification", "game_times_import_finished"],
    ]);
    const { id } = imported!;
    const failures = await page.ask("journalItems", { id, of: "failures", from: 1, count: 100 });
    expect(failures.map(({ excerpt, failed }) => [/g\d+/.exec(excerpt)![0], failed])).toEqual([
      ["g250", true],
      ["g50", true],
    ]);
    const [item, ...others] = await page.ask("journalItems", { id, of: "all", from: 0, count: 1_000 });
    expect(item).toMatchObject({ method: "game_time_import_success", partOf: start.number });
    expect(others).toHaveLength(199);
    expect((await page.ask("journalEntry", { number: item!.number, reveal: false })).json).toContain('"g0"');
  });

  it("shows an import that the integration has not finished before it was restarted", async () => {
    const integration = new Integration(["ImportOwnedGames", "ImportGameTime"], {
      import_owned_games: () => owned(2),
      start_game_times_import: () => null,
    });
    const client = await startClient(integration);
    const { url } = await serve(client);
    const page = await TestPage.open(url);
    await page.until(() => page.lists.journalImports.size === 1);
    await client.restart();
    await page.until(() => page.lists.journalImports.size === 2);
    expect([...page.lists.journalImports.values()].map(({ state }) => state)).toEqual(["ended", "running"]);
  });

  it("receives the way of the connection, finer than its states, and how long pings take", async () => {
    const integration = new Integration(["ImportOwnedGames"], { import_owned_games: () => owned(1) });
    const client = await startClient(integration);
    const { url } = await serve(client);
    const page = await TestPage.open(url);
    const steps = () => page.rows("way").map(({ step }) => step);
    await page.until(() => steps().includes("ready"));
    await page.until(() => page.rows("figures").some(({ ping }) => ping !== undefined));
    integration.notify("authentication_lost");
    await page.until(() => steps().includes("connection lost"));
    await client.restart({ reason: "main.ts has changed" });
    await page.until(() => steps().filter((step) => step === "ready").length === 2);
    const way = ["starting", "handshake", "logging in", "logged in", "importing", "ready"];
    expect(steps().slice(steps().indexOf("connection lost"))).toEqual(["connection lost", ...way]);
    expect(page.rows("way").at(-6)).toMatchObject({ step: "starting", reason: "main.ts has changed" });
  });

  it("counts missed rows and receives the latest ones", async () => {
    const integration = new Integration(["ImportOwnedGames"], { import_owned_games: () => owned(1) });
    const client = await startClient(integration, { keptMessages: 100 });
    await client.importsDone();
    const { url } = await serve(client);
    const page = await TestPage.open(url);
    const [seen] = page.rows("journal").slice(-1);
    // All of these arrive in one turn of the event loop, so no page could receive any in between.
    for (let count = 0; count < 1_000; count++)
      integration.notify("owned_game_updated", { owned_game: game("g0", `T${count}`) });
    await client.waitFor(() => client.library.games["g0"]?.gameTitle === "T999");
    await page.until(() => page.rows("journal").at(-1)?.excerpt.includes('"T999"'));

    const after = page.rows("journal").filter(({ number }) => number > seen!.number);
    const missed = page.all("journal").reduce((sum, update) => sum + update.missed, 0);
    expect(missed).toBeGreaterThan(500);
    expect(missed + after.length).toBe(client.journal.at(-1)!.number - seen!.number);
  });

  it("receives the log of the integration and anything else it prints, and its errors as problems", async () => {
    const script = `
      const fail = (message, more) => console.error(JSON.stringify({ level: "error", logger: "galaxy-kit", message, ...more }));
      const error = { name: "TypeError", message: "no price", stack: "TypeError: no price\\n    at price (/shop/src/api.ts:3:9)" };
      fail("Uncaught error", { error });
      fail("Shop.times threw", { handling: { id: "7", method: "start_game_times_import" }, ids: ["g1"], error });
      fail("disk full", { remedy: "Free some space." });
      console.error(JSON.stringify({ level: "warning", logger: "shop", message: "closed", until: 9 }));
      console.log("x".repeat(100_000));
      console.error(JSON.stringify({ galaxy_kit_process: { memory: 5_000_000, eventLoopDelay: 7 } }));
      setInterval(() => {}, 1_000);
    `;
    const client = await startSimulatedClient({ integration: { command: process.execPath, args: ["-e", script] } });
    afterTest(() => client.close());
    const { url } = await serve(client);
    const page = await TestPage.open(url);
    await page.until(() => page.rows("log").length === 5);
    const rows = page
      .rows("log")
      .filter(({ level }) => level !== "error")
      .sort((one, other) => one.stream.localeCompare(other.stream));
    expect(rows[0]).toMatchObject({
      stream: "stderr",
      level: "warn",
      logger: "shop",
      message: "closed",
      fields: { until: 9 },
    });
    expect(rows[1]).toMatchObject({
      stream: "stdout",
      message: expect.stringMatching(/^x{16384}… \(83616 more characters\)$/),
    });
    const { trace } = page.rows("log").find(({ level }) => level === "error")!;
    expect(trace).toBe("TypeError: no price\n    at price (/shop/src/api.ts:3:9)");
    expect(page.rows("problems")).toMatchObject([
      { number: 1, kind: "uncaught-error", message: "Uncaught error: no price", trace },
      { kind: "logged-error", message: "Shop.times threw: no price", failure: "1 gameTimes", ids: ["g1"], trace },
      { kind: "logged-error", severity: "error", message: "disk full", remedy: "Free some space." },
    ]);
    const own = await page.until(() => page.rows("figures").find(({ eventLoopDelay }) => eventLoopDelay !== undefined));
    expect(own).toMatchObject({ memory: 5_000_000, eventLoopDelay: 7, time: expect.any(Number) });
    expect(page.latest("sessions")?.sessions).toMatchObject([{ number: 1, reason: "first start" }]);
  });

  it("receives problems, including those reported before it connected", async () => {
    const integration = new Integration([]);
    const client = await startClient(integration);
    await client.importsDone();
    const { url } = await serve(client);
    const page = await TestPage.open(url);
    integration.notify("no_such_thing", {});
    const problem = await page.until(() => page.rows("problems").find(({ kind }) => kind === "unknown-method"));
    expect(problem).toMatchObject({ severity: "error", method: "no_such_thing" });
    expect(problem.text).toBe("error unknown-method (no_such_thing): unknown notification");

    const late = await TestPage.open(url);
    expect(late.rows("problems")).toEqual(page.rows("problems"));
  });

  it("receives the progress and times of imports", async () => {
    const integration = new Integration(everyGame, {
      import_owned_games: () => owned(4),
      import_local_games: () => ({ local_games: [] }),
      start_achievements_import: () => null,
    });
    const client = await startClient(integration);
    const { url } = await serve(client);
    const page = await TestPage.open(url);
    const achievements = () => page.latest("imports")?.imports.find(({ kind }) => kind === "achievements");
    await page.until(() => achievements()?.state === "running");
    expect(achievements()).toMatchObject({ done: 0, total: 4 });
    expect(achievements()).not.toHaveProperty("endedAt");

    for (const id of ["g0", "g1", "g2"]) {
      integration.notify("game_achievements_import_success", { game_id: id, unlocked_achievements: [] });
    }
    await page.until(() => achievements()?.done === 3 && achievements()!.perSecond > 0);
    integration.notify("game_achievements_import_failure", { game_id: "g3", error: { code: 1, message: "no" } });
    integration.notify("achievements_import_finished");
    await page.until(() => achievements()?.state === "finished");
    const { startedAt, endedAt, done, failed } = achievements()!;
    expect({ done, failed }).toEqual({ done: 3, failed: 1 });
    expect(endedAt).toBeGreaterThanOrEqual(startedAt);
  });

  it("receives the state of the build and of the connection", async () => {
    const project: { current: ProjectRow } = { current: { state: "building", since: 1, changed: ["src/main.ts"] } };
    const integration = new Integration([]);
    const client = await startClient(integration);
    await client.importsDone();
    const { url } = await serve(client, { project });
    const page = await TestPage.open(url);
    expect(page.latest("project")?.project).toEqual(project.current);
    project.current = { state: "failed", since: 2, duration: 1, output: "main.ts:1 error", changed: ["src/main.ts"] };
    await page.until(() => page.latest("project")?.project.output === "main.ts:1 error");

    integration.crash();
    await page.until(() => page.latest("connection")?.connection.can.retry);
    expect(page.latest("connection")?.connection.status.state).toBe("crashed");
  });

  it("that never reads delays neither the integration nor other pages", async () => {
    // 20 MB of rows: more than any system buffers for a socket.
    const games = Array.from({ length: 2_000 }, (_, index) => game(`g${index}`, "a".repeat(10_000)));
    const integration = new Integration(["ImportOwnedGames"], { import_owned_games: () => ({ owned_games: games }) });
    const client = await startClient(integration);
    await client.importsDone();
    const { url } = await serve(client);
    const socket = new WebSocket(socketUrl(url), { origin: new URL(url).origin });
    afterTest(() => socket.terminate());
    const stalled = TestPage.over(socket);
    await once(socket, "open");
    socket.pause();

    const page = await TestPage.open(url);
    for (let index = 0; index < 2_000; index++) {
      integration.notify("owned_game_updated", { owned_game: game(`g${index}`, "b") });
    }
    const isUpToDate = ({ lists }: TestPage) => lists.games.get("g1999")?.gameTitle === "b";
    await page.until(() => isUpToDate(page));
    expect(stalled.lists.games.size).toBeLessThan(2_000);

    // It continues where it stopped, with the current rows.
    socket.resume();
    await stalled.until(() => isUpToDate(stalled));
    expect(stalled.lists.games).toEqual(page.lists.games);
    expect(stalled.all("list").flatMap((update) => update.rows as unknown[]).length).toBeLessThan(4_000);
  });

  it("is disconnected when the server closes, and cannot delay it", async () => {
    const console = await serve(await startClient(new Integration([])));
    const page = await TestPage.open(console.url);
    const stalled = await TestPage.open(console.url);
    stalled.socket.pause();
    const closed = once(page.socket, "close");
    await console.close();
    const [code, reason] = (await closed) as [number, Buffer];
    expect([code, reason.toString()]).toEqual([1001, "the server is shutting down"]);
    await expect(fetch(console.url)).rejects.toThrow();
  });
});
