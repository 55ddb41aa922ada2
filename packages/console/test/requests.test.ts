import { once } from "node:events";
import { describe, expect, it } from "@jest/globals";
import { serve, startClient } from "./support/console.js";
import { ErrorResponse, game, Integration, owned } from "./support/integration.js";
import { TestPage } from "./support/page.js";

const features = [
  "ImportOwnedGames",
  "ImportAchievements",
  "LaunchGame",
  "InstallGame",
  "UninstallGame",
  "LaunchPlatformClient",
  "ShutdownPlatformClient",
  "ImportSubscriptions",
  "ImportSubscriptionGames",
  "Chat",
];
const message = { message_id: "m", sender_id: "1", sent_time: 1_500_000_000, message_text: "hi" };

function shop(answers = {}) {
  const integration: Integration = new Integration(features, {
    import_owned_games: () => owned(1),
    import_rooms: () => ({ rooms: [{ room_id: "r", unread_message_count: 0 }] }),
    import_subscriptions: () => ({ subscriptions: [{ subscription_name: "Gold" }] }),
    start_achievements_import: () => {
      setImmediate(() => {
        const unlocked_achievements = [{ unlock_time: 1_500_000_000, achievement_id: "a" }];
        integration.notify("game_achievements_import_success", { game_id: "g0", unlocked_achievements });
        integration.notify("achievements_import_finished");
      });
      return null;
    },
    start_subscription_games_import: () => {
      setImmediate(() => {
        const subscription_games = [{ game_id: "s", game_title: "S" }];
        integration.notify("subscription_games_import_success", { subscription_name: "Gold", subscription_games });
        integration.notify("subscription_games_partial_import_finished", { subscription_name: "Gold" });
        integration.notify("subscription_games_import_finished");
      });
      return null;
    },
    send_message: ({ message }: { message: string }) => (message === "bad" ? new ErrorResponse(7, "Not so") : null),
    mark_as_read: () => null,
    import_room_history_from_message: () => ({ messages: [message] }),
    import_room_history_from_timestamp: () => ({ messages: [message, message] }),
    ...answers,
  });
  return integration;
}

async function openShop(answers = {}) {
  const integration = shop(answers);
  const client = await startClient(integration);
  await client.importsDone();
  const { url } = await serve(client);
  const page = await TestPage.open(url);
  const receivedCall = async (method: string) =>
    await client.waitFor(() => integration.calls.findLast((call) => call.method === method));
  return { integration, client, url, page, receivedCall };
}

describe("a page can", () => {
  it("do everything a user can with games and the platform client", async () => {
    const { page, receivedCall } = await openShop();
    expect(await page.ask("launchGame", { gameId: "g0" })).toBeNull();
    await page.ask("installGame", { gameId: "g0" });
    await page.ask("uninstallGame", { gameId: "g0" });
    await page.ask("launchPlatformClient", {});
    await page.ask("shutdownPlatformClient", {});
    for (const method of ["launch_game", "install_game", "uninstall_game"]) {
      expect(await receivedCall(method)).toMatchObject({ params: { game_id: "g0" } });
    }
    await receivedCall("launch_platform_client");
    await receivedCall("shutdown_platform_client");
  });

  it("ask where the facts of a game came from: always the latest message", async () => {
    const { integration, client } = await openShop();
    const authorMethods = () =>
      Promise.resolve({ import_owned_games: "Library.owned", start_achievements_import: "A.of" });
    const page = await TestPage.open((await serve(client, { authorMethods })).url);
    const origins = await page.ask("gameOrigins", { gameId: "g0" });
    expect(origins).toEqual({
      ownedGames: expect.objectContaining({ method: "import_owned_games", isResponse: true, handler: "Library.owned" }),
      achievements: expect.objectContaining({
        method: "game_achievements_import_success",
        isResponse: false,
        handler: "A.of",
      }),
    });
    for (const { number, time, method } of Object.values(origins))
      expect(client.entry(number)).toMatchObject({ direction: "received", time, method });
    expect(client.entry(origins.ownedGames!.number)?.result).toEqual(owned(1));

    integration.notify("owned_game_updated", { owned_game: game("g0", "Renamed") });
    integration.notify("owned_game_added", { owned_game: game("new") });
    await client.waitFor(() => client.library.games["new"]);
    const { ownedGames, achievements } = await page.ask("gameOrigins", { gameId: "g0" });
    expect(client.entry(ownedGames!.number)?.params).toEqual({ owned_game: game("g0", "Renamed") });
    expect([ownedGames?.handler, achievements]).toEqual([undefined, origins.achievements]);
    expect(await page.ask("gameOrigins", { gameId: "unknown" })).toEqual({});
    await client.disconnect();
    expect(await page.ask("gameOrigins", { gameId: "g0" })).toEqual({});
  });

  it("chat, and receives errors", async () => {
    const { page, receivedCall } = await openShop();
    await page.ask("sendMessage", { roomId: "r", message: "hi" });
    expect(await receivedCall("send_message")).toMatchObject({ params: { room_id: "r", message: "hi" } });
    await page.ask("markAsRead", { roomId: "r", lastMessageId: "m" });
    const [first] = await page.ask("roomHistory", { roomId: "r" });
    expect(first).toEqual({ messageId: "m", senderId: "1", sentTime: 1_500_000_000, messageText: "hi" });
    expect(await page.ask("roomHistory", { roomId: "r", beforeMessageId: "m" })).toHaveLength(1);
    expect(await receivedCall("import_room_history_from_message")).toMatchObject({ params: { message_id: "m" } });
    await expect(page.ask("sendMessage", { roomId: "r", message: "bad" })).rejects.toThrow("Not so");
  });

  it("request all details", async () => {
    const { page } = await openShop();
    expect(await page.ask("game", { gameId: "g0" })).toMatchObject({
      gameTitle: "Game g0",
      achievements: [{ achievementId: "a", unlockTime: 1_500_000_000 }],
    });
    expect(await page.ask("subscription", { subscriptionName: "Gold" })).toMatchObject({
      gameCount: 1,
      games: [{ gameId: "s" }],
    });
    expect(await page.ask("room", { roomId: "r" })).toEqual({
      roomId: "r",
      unreadMessageCount: 0,
      messageCount: 0,
      messages: [],
    });
    for (const gameId of ["nothing", "__proto__", "constructor"]) {
      await expect(page.ask("game", { gameId })).rejects.toThrow(`game "${gameId}" does not exist`);
    }
  });

  it("start an import again without waiting for its end", async () => {
    let rooms: object | undefined = { rooms: [] };
    const { page } = await openShop({ import_rooms: () => rooms });
    rooms = undefined;
    await page.ask("reimport", { kind: "rooms" });
    await page.until(() =>
      page.latest("imports")?.imports.some(({ kind, state }) => kind === "rooms" && state === "running"),
    );
    await expect(page.ask("reimport", { kind: "friends" })).rejects.toThrow(
      "the integration has not announced ImportFriends",
    );
    await expect(page.ask("debugLines", { on: true })).rejects.toThrow("only that of a project can");
  });

  it("import some items again, which the client follows like any import", async () => {
    const { page, client, integration } = await openShop();
    await client.importsDone();
    await page.ask("reimport", { kind: "achievements", ids: ["g0"] });
    expect(integration.calls.at(-1)).toEqual({ method: "start_achievements_import", params: { game_ids: ["g0"] } });
    await page.until(() =>
      page
        .latest("imports")
        ?.imports.some(({ kind, total, state }) => kind === "achievements" && total === 1 && state === "finished"),
    );
  });

  it("send any message by hand, and one of the journal again, with its secrets", async () => {
    const { page, client, integration } = await openShop();
    await client.importsDone();
    const number = await page.ask("send", { method: "no_such_method", params: { a: 1 } });
    expect(client.entry(number)).toMatchObject({ type: "request", method: "no_such_method", params: { a: 1 } });
    await client.waitFor(() => client.journal.find(({ answers }) => answers === number));
    const launched = await page.ask("send", { method: "launch_game", params: { game_id: "g0" } });
    expect(client.entry(launched)).toMatchObject({ type: "notification", params: { game_id: "g0" } });

    const login = { method: "init_authentication", params: { stored_credentials: { token: "t0p" } } };
    const first = await page.ask("send", login);
    expect(await page.ask("sendAgain", { number: first })).toBeGreaterThan(first);
    expect(integration.calls.slice(-2)).toEqual([login, login]);
    await expect(page.ask("sendAgain", { number: number + 1 })).rejects.toThrow("only requests and notifications");
    await expect(page.ask("sendAgain", { number: 100_000 })).rejects.toThrow("no longer in the journal");
    integration.crash();
    await page.until(() => page.latest("connection")!.connection.status.state === "crashed");
    await expect(page.ask("send", { method: "ping", params: {} })).rejects.toThrow("ping: not possible now");
  });

  it("disconnect and connect, restart, and clear the cache", async () => {
    const { page, client } = await openShop();
    const state = () => page.latest("connection")!.connection;
    await page.ask("clearCache", {});
    await page.ask("restart", {});
    await page.until(() => state().status.state === "connected");
    await page.ask("disconnect", {});
    await page.until(() => state().can.connect && page.lists.games.size === 0);
    await page.ask("connect", {});
    await page.until(() => state().status.state === "connected" && page.lists.games.size === 1);
    await expect(page.ask("retry", {})).rejects.toThrow("nothing to retry");
    expect(client.library.cache).toEqual({});
  });

  it("restart the integration, and receives errors", async () => {
    const client = await startClient(shop());
    let builds = 0;
    const { url } = await serve(client, {
      restart: async () => {
        builds++;
        throw new Error("does not compile");
      },
    });
    const page = await TestPage.open(url);
    await expect(page.ask("restart", {})).rejects.toThrow("does not compile");
    expect(builds).toBe(1);
  });
});

describe("an invalid request", () => {
  it.each([
    ["not JSON", "hello"],
    ["not a JSON object", "[1]"],
    ["no id", '{"request":"connect","params":{}}'],
    ["an id that is not a number", '{"id":"1","request":"connect","params":{}}'],
    ["deep nesting", "[".repeat(100_000)],
    ["bytes", Buffer.from('{"id":1,"request":"game","params":{"gameId":"g0"}}')],
  ])("is refused: %s", async (_what, sent) => {
    const { page } = await openShop();
    page.socket.send(sent);
    const refused = await page.until(() => page.responsesWithoutId[0]);
    expect(refused).toEqual({
      type: "response",
      id: null,
      ok: false,
      message: "expected a JSON object with a request and an integer id",
    });
    await page.ask("game", { gameId: "g0" });
  });

  it.each(["__proto__", "constructor", "toString", "hasOwnProperty", "shutdown", "", 5, null])(
    "is refused if its name is unknown: %s",
    async (request) => {
      const { page } = await openShop();
      expect(await page.send({ id: 7, request, params: {} })).toMatchObject({
        id: 7,
        ok: false,
        message: expect.stringContaining("expected the name of a request, found "),
      });
    },
  );

  it.each([
    [{ gameId: 5 }, "gameId: expected a string, found the number 5"],
    [{}, "gameId: expected a string, found nothing"],
    [null, "expected params with gameId, found null"],
    [["g0"], "expected params with gameId, found an array of 1"],
  ])("is refused if its parameters are invalid: %j", async (params, problem) => {
    const { page } = await openShop();
    expect(await page.send({ id: 1, request: "launchGame", params })).toMatchObject({
      ok: false,
      message: problem,
    });
  });

  it("closes the connection if it is too large", async () => {
    const { page } = await openShop();
    page.socket.send("x".repeat(1024 * 1024 + 1));
    expect((await once(page.socket, "close"))[0]).toBe(1009);
  });

  it("is not read while too many others are in progress", async () => {
    const { page, url, integration } = await openShop({ send_message: () => undefined });
    const responses = Array.from({ length: 200 }, (_, id) =>
      page.send({ id, request: "sendMessage", params: { roomId: "r", message: "x".repeat(10_000) } }),
    );
    const sent = () => integration.calls.filter(({ method }) => method === "send_message").length;
    await page.until(() => page.rows("journal").filter(({ method }) => method === "send_message").length >= 64);
    const other = await TestPage.open(url);
    for (let count = 0; count < 50; count++) await other.ask("game", { gameId: "g0" });
    expect(sent()).toBeGreaterThanOrEqual(64);
    expect(sent()).toBeLessThan(100);

    integration.crash();
    for (const response of await Promise.all(responses)) expect(response.ok).toBe(false);
  });
});
