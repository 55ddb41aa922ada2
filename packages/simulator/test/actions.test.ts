import { describe, expect, it } from "@jest/globals";
import { ActionRefusedError, RpcError } from "../src/index.js";
import { callsSeenBy, kindsOf, startScript, startShop } from "./support/integrations.js";

describe("an action of the user", () => {
  it("reaches the integration as a notification, whose effects are visible", async () => {
    const client = await startShop();
    await client.importsDone(10_000);
    const state = (): number | undefined => client.library.games["g10"]?.localGameState;

    client.installGame("g10");
    await client.waitFor(() => state() === 1);
    client.launchGame("g10");
    await client.waitFor(() => state() === 3);
    client.uninstallGame("g10");
    await client.waitFor(() => state() === 0);
    client.launchPlatformClient();
    client.shutdownPlatformClient();

    expect((await callsSeenBy(client)).slice(-6)).toEqual([
      { jsonrpc: "2.0", method: "install_game", params: { game_id: "g10" } },
      { jsonrpc: "2.0", method: "launch_game", params: { game_id: "g10" } },
      { jsonrpc: "2.0", method: "uninstall_game", params: { game_id: "g10" } },
      // A game that the client had launched has ended.
      { jsonrpc: "2.0", method: "shutdown_platform_client", params: {} },
      { jsonrpc: "2.0", method: "launch_platform_client", params: {} },
      { jsonrpc: "2.0", method: "shutdown_platform_client", params: {} },
    ]);
  });

  it("closes the platform's client after each game that the client launched, and after no other", async () => {
    const client = await startScript(() => ({
      features: ["LaunchGame", "ShutdownPlatformClient", "InstallGame"],
      heard: {
        launch_game: ({ game_id }: { game_id: string }, self: any) => {
          for (const local_game_state of game_id === "runs" ? [1, 3, 3] : [1, 3, 1])
            self.notify("local_game_status_changed", { local_game: { game_id, local_game_state } });
        },
        install_game: ({ game_id }: { game_id: string }, self: any) => {
          for (const local_game_state of [3, 1])
            self.notify("local_game_status_changed", { local_game: { game_id, local_game_state } });
          self.notify("friend_added", { friend_info: { user_id: game_id, user_name: "Done" } });
        },
      },
    }));
    await client.importsDone(10_000);
    client.installGame("by the user");
    client.launchGame("runs");
    client.launchGame("a");
    client.notifyByName("launch_game", { game_id: "b" });
    client.installGame("end");
    await client.waitFor(({ library }) => library.friends["end"]);
    const shutdowns = client.journal.filter(({ method }) => method === "shutdown_platform_client");
    expect(shutdowns).toHaveLength(2);
    expect(client.problems).toEqual([]);
  });

  it("is refused if the feature was not announced", async () => {
    const client = await startScript(() => ({}));
    await client.importsDone(10_000);
    const refused = (action: () => void, feature: string): void => {
      expect(action).toThrow(ActionRefusedError);
      expect(action).toThrow(`has not announced ${feature}`);
    };
    refused(() => {
      client.launchGame("g");
    }, "LaunchGame");
    refused(() => {
      client.installGame("g");
    }, "InstallGame");
    refused(() => {
      client.uninstallGame("g");
    }, "UninstallGame");
    refused(() => {
      client.launchPlatformClient();
    }, "LaunchPlatformClient");
    refused(() => {
      client.shutdownPlatformClient();
    }, "ShutdownPlatformClient");
    await expect(client.call("importRooms", {})).rejects.toThrow("has not announced Chat");
  });

  it("is refused before the integration has started", async () => {
    const client = await startShop();
    expect(() => {
      client.launchGame("g");
    }).toThrow("not possible now; state: starting");
    await expect(client.retry()).rejects.toThrow(ActionRefusedError);
  });

  it("can be a chat message or a request for a profile", async () => {
    const client = await startShop();
    await client.importsDone(10_000);

    expect(await client.call("sendMessage", { roomId: "r", message: "hello" })).toBeUndefined();
    expect(client.library.rooms["r"]).toEqual({
      roomId: "r",
      unreadMessageCount: 0,
      messages: [{ messageId: "m", senderId: "1", sentTime: 1500000000, messageText: "hello" }],
    });
    expect(await client.call("importUserInfos", { userIdList: ["u"] })).toEqual([
      { userId: "u", isFriend: false, userName: "u", avatarUrl: "", presence: { presenceState: "away" } },
    ]);
    await expect(client.call("markAsRead", { roomId: "r", lastMessageId: "m" })).rejects.toThrow("Method not found");
    await expect(client.call("markAsRead", { roomId: "r", lastMessageId: "m" })).rejects.toThrow(RpcError);
  });

  it("can be a call that the protocol does not define", async () => {
    const client = await startScript(() => ({
      answers: { sing: ({ song }: { song: string }) => ({ sung: song }) },
      heard: { hush: (_: object, self: any) => self.notify("authentication_lost") },
    }));
    await client.importsDone(10_000);
    expect(await client.callByName("sing", { song: "la" })).toEqual({ sung: "la" });
    await expect(client.callByName("dance")).rejects.toMatchObject({ code: -32601 });
    client.notifyByName("hush");
    await client.waitFor(() => client.status.state === "connection lost");
  });
});

describe("a notification of an integration", () => {
  it("updates the library", async () => {
    const client = await startScript(() => ({
      features: ["LaunchGame"],
      heard: {
        launch_game: (_: object, self: any) => {
          const game = (id: string, title: string): object => ({
            game_id: id,
            game_title: title,
            license_info: { license_type: "FreeToPlay" },
          });
          self.notify("owned_game_added", { owned_game: game("a", "A") });
          self.notify("owned_game_added", { owned_game: game("b", "B") });
          self.notify("owned_game_updated", { owned_game: game("a", "A!") });
          self.notify("owned_game_removed", { game_id: "b" });
          self.notify("achievement_unlocked", { game_id: "a", achievement: { achievement_id: "x", unlock_time: 5 } });
          self.notify("achievement_unlocked", { game_id: "a", achievement: { achievement_id: "x", unlock_time: 6 } });
          self.notify("game_time_updated", { game_time: { game_id: "a", time_played: 5, last_played_time: 9 } });
          self.notify("game_time_updated", { game_time: { game_id: "a", time_played: 6 } });
          self.notify("local_game_status_changed", { local_game: { game_id: "a", local_game_state: 3 } });
          self.notify("friend_added", { friend_info: { user_id: "f", user_name: "F" } });
          self.notify("user_presence_updated", { user_id: "f", presence: { presence_state: "online" } });
          self.notify("friend_updated", {
            friend_info: { user_id: "f", user_name: "F!", profile_url: "https://f.test" },
          });
          self.notify("friend_added", { friend_info: { user_id: "g", user_name: "G" } });
          self.notify("friend_removed", { user_id: "g" });
          self.notify("store_credentials", { token: "t" });
          self.notify("push_cache", { data: { credentials: { token: "t2" } } });
          self.notify("chat_room_updated", { room_id: "r", unread_message_count: 2 });
        },
      },
    }));
    await client.importsDone(10_000);
    client.launchGame("go");
    await client.waitFor(() => client.library.rooms["r"]);

    expect(client.snapshot()).toMatchObject({
      games: {
        a: {
          gameTitle: "A!",
          owned: true,
          achievements: [{ achievementId: "x", unlockTime: 6 }],
          timePlayed: 6,
          lastPlayedTime: 9,
          localGameState: 3,
        },
      },
      friends: {
        f: { userId: "f", userName: "F!", profileUrl: "https://f.test", presence: { presenceState: "online" } },
      },
      credentials: { token: "t2" },
      cache: { credentials: { token: "t2" } },
      rooms: { r: { roomId: "r", unreadMessageCount: 2, messages: [] } },
    });
    expect(Object.keys(client.library.games)).toEqual(["a"]);
    expect(Object.keys(client.library.friends)).toEqual(["f"]);
    expect(client.problems).toEqual([]);
  });

  it("causes a warning if a pushed cache drops the login", async () => {
    const client = await startScript(
      () => ({
        answers: {
          init_authentication: (_: object, self: any) => {
            self.notify("push_cache", { data: { seen: "1" } });
            return { user_id: "1", user_name: "Jo" };
          },
        },
      }),
      { credentials: { token: "t" } },
    );
    await client.importsDone(10_000);
    expect(kindsOf(client)).toEqual(["credentials-dropped"]);
    expect(client.library.credentials).toBeUndefined();
  });

  it("is kept for the latest messages of a chat room only", async () => {
    const client = await startScript(() => ({
      features: ["LaunchGame"],
      heard: {
        launch_game: (_: object, self: any) => {
          const message = (id: number) => ({
            message_id: String(id),
            sender_id: "f",
            sent_time: id,
            message_text: "hi",
          });
          for (let id = 0; id < 2_000; id++)
            self.notify("chat_room_updated", { room_id: "r", messages: [message(id)] });
        },
      },
    }));
    await client.importsDone(10_000);
    client.launchGame("go");
    await client.waitFor(() => client.library.rooms["r"]?.messages.at(-1)?.messageId === "1999");
    expect(client.library.rooms["r"]?.messages).toHaveLength(1_000);
  });
});
