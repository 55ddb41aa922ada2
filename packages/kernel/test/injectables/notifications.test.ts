import {
  Authenticate,
  CodecError,
  GalaxyClient,
  LicenseType,
  LocalGameState,
  PersistentCache,
  PresenceState,
} from "@galaxy-kit/sdk";
import { describe, expect, it } from "@jest/globals";
import { integration } from "../support/author.js";
import { startRig } from "../support/rig.js";

const game = { gameId: "1", gameTitle: "Tide", licenseInfo: { licenseType: LicenseType.SinglePurchase } };
const friend = { userId: "7", userName: "Grace", avatarUrl: "https://a/7.png" };

/** A call and the exact line that it sends. */
const rows: readonly [name: string, call: (galaxy: GalaxyClient) => void, line: string][] = [
  [
    "storeCredentials",
    (galaxy) => {
      galaxy.storeCredentials({ token: "t", snake_case: { camelCase: null } });
    },
    '{"jsonrpc":"2.0","method":"store_credentials","params":{"token":"t","snake_case":{"camelCase":null}}}',
  ],
  [
    "lostAuthentication",
    (galaxy) => {
      galaxy.lostAuthentication();
    },
    '{"jsonrpc":"2.0","method":"authentication_lost","params":null}',
  ],
  [
    "addGame",
    (galaxy) => {
      galaxy.addGame(game);
    },
    '{"jsonrpc":"2.0","method":"owned_game_added","params":{"owned_game":{"game_id":"1","game_title":"Tide","license_info":{"license_type":"SinglePurchase"}}}}',
  ],
  [
    "removeGame",
    (galaxy) => {
      galaxy.removeGame("1");
    },
    '{"jsonrpc":"2.0","method":"owned_game_removed","params":{"game_id":"1"}}',
  ],
  [
    "updateGame",
    (galaxy) => {
      galaxy.updateGame({ ...game, dlcs: [] });
    },
    '{"jsonrpc":"2.0","method":"owned_game_updated","params":{"owned_game":{"game_id":"1","game_title":"Tide","dlcs":[],"license_info":{"license_type":"SinglePurchase"}}}}',
  ],
  [
    "unlockAchievement",
    (galaxy) => {
      galaxy.unlockAchievement("1", { unlockTime: 5, achievementId: "a" });
    },
    '{"jsonrpc":"2.0","method":"achievement_unlocked","params":{"game_id":"1","achievement":{"unlock_time":5,"achievement_id":"a"}}}',
  ],
  [
    "updateLocalGameStatus",
    (galaxy) => {
      galaxy.updateLocalGameStatus({ gameId: "1", localGameState: LocalGameState.Installed | LocalGameState.Running });
    },
    '{"jsonrpc":"2.0","method":"local_game_status_changed","params":{"local_game":{"game_id":"1","local_game_state":3}}}',
  ],
  [
    "updateGameTime",
    (galaxy) => {
      galaxy.updateGameTime({ gameId: "1", timePlayed: 0, lastPlayedTime: 9 });
    },
    '{"jsonrpc":"2.0","method":"game_time_updated","params":{"game_time":{"game_id":"1","time_played":0,"last_played_time":9}}}',
  ],
  [
    "addFriend",
    (galaxy) => {
      galaxy.addFriend(friend);
    },
    '{"jsonrpc":"2.0","method":"friend_added","params":{"friend_info":{"user_id":"7","user_name":"Grace","avatar_url":"https://a/7.png"}}}',
  ],
  [
    "removeFriend",
    (galaxy) => {
      galaxy.removeFriend("7");
    },
    '{"jsonrpc":"2.0","method":"friend_removed","params":{"user_id":"7"}}',
  ],
  [
    "updateFriend",
    (galaxy) => {
      galaxy.updateFriend({ userId: "7", userName: "G" });
    },
    '{"jsonrpc":"2.0","method":"friend_updated","params":{"friend_info":{"user_id":"7","user_name":"G"}}}',
  ],
  [
    "updateUserPresence",
    (galaxy) => {
      galaxy.updateUserPresence("7", { presenceState: PresenceState.Online, inGameStatus: "Menu" });
    },
    '{"jsonrpc":"2.0","method":"user_presence_updated","params":{"user_id":"7","presence":{"presence_state":"online","in_game_status":"Menu"}}}',
  ],
  [
    "updateChatRoom with both",
    (galaxy) => {
      galaxy.updateChatRoom("r", {
        unreadMessageCount: 2,
        messages: [{ messageId: "m", senderId: "7", sentTime: 9, messageText: "hi" }],
      });
    },
    '{"jsonrpc":"2.0","method":"chat_room_updated","params":{"room_id":"r","unread_message_count":2,"messages":[{"message_id":"m","sender_id":"7","sent_time":9,"message_text":"hi"}]}}',
  ],
  [
    "updateChatRoom with neither",
    (galaxy) => {
      galaxy.updateChatRoom("r", {});
    },
    '{"jsonrpc":"2.0","method":"chat_room_updated","params":{"room_id":"r"}}',
  ],
  [
    "updateChatRoom with what a class computes",
    (galaxy) => {
      class Conversation {
        get unreadMessageCount() {
          return 2;
        }

        get messages() {
          return [];
        }
      }
      galaxy.updateChatRoom("r", new Conversation());
    },
    '{"jsonrpc":"2.0","method":"chat_room_updated","params":{"room_id":"r","unread_message_count":2,"messages":[]}}',
  ],
  [
    "notify",
    (galaxy) => {
      galaxy.notify("some_thing", { asIt: ["is"] });
    },
    '{"jsonrpc":"2.0","method":"some_thing","params":{"asIt":["is"]}}',
  ],
  [
    "notify without parameters",
    (galaxy) => {
      galaxy.notify("some_thing");
    },
    '{"jsonrpc":"2.0","method":"some_thing","params":null}',
  ],
];

/** Calls that fail type checking unless typed `any`. */
const rejections: readonly [name: string, call: (galaxy: GalaxyClient) => void, message: string][] = [
  [
    "storeCredentials",
    (galaxy) => {
      galaxy.storeCredentials("token" as never);
    },
    'expected an object, found "token"',
  ],
  [
    "storeCredentials",
    (galaxy) => {
      galaxy.storeCredentials(new Map([["token", "t"]]));
    },
    "expected an object, found a Map",
  ],
  [
    "addGame",
    (galaxy) => {
      galaxy.addGame({ ...game, gameTitle: 5 } as never);
    },
    "ownedGame.gameTitle: expected a string, found the number 5",
  ],
  [
    "notify",
    (galaxy) => {
      galaxy.notify("some_thing", "" as never);
    },
    'params: expected an object, found ""',
  ],
  [
    "removeGame",
    (galaxy) => {
      galaxy.removeGame(5 as never);
    },
    "gameId: expected a string, found the number 5",
  ],
  [
    "updateGame",
    (galaxy) => {
      galaxy.updateGame(undefined as never);
    },
    "ownedGame: expected a Game with gameId, gameTitle, dlcs?, licenseInfo, found nothing",
  ],
  [
    "unlockAchievement",
    (galaxy) => {
      galaxy.unlockAchievement("1", { unlockTime: Date.UTC(2026, 0), achievementId: "a" });
    },
    "achievement.unlockTime: expected seconds since 1970 (this looks like milliseconds: divide it by 1000), found the number 1767225600000",
  ],
  [
    "unlockAchievement",
    (galaxy) => {
      galaxy.unlockAchievement("1", { unlockTime: 5 });
    },
    "achievement: expected an Achievement with an achievementId or an achievementName, found an object with unlockTime",
  ],
  [
    "updateLocalGameStatus",
    (galaxy) => {
      galaxy.updateLocalGameStatus({ gameId: "1", localGameState: "Installed" } as never);
    },
    'localGame.localGameState: expected a combination of LocalGameState.Installed and Running, or None, found "Installed"',
  ],
  [
    "updateGameTime",
    (galaxy) => {
      galaxy.updateGameTime({ gameId: "1", timePlayed: NaN });
    },
    "gameTime.timePlayed: expected a whole number, zero or more, found the number NaN",
  ],
  [
    "addFriend",
    (galaxy) => {
      galaxy.addFriend({ userId: "7" } as never);
    },
    "friendInfo.userName: expected a string, found nothing",
  ],
  [
    "removeFriend",
    (galaxy) => {
      galaxy.removeFriend(null as never);
    },
    "userId: expected a string, found null",
  ],
  [
    "updateFriend",
    (galaxy) => {
      galaxy.updateFriend([] as never);
    },
    "friendInfo: expected a UserInfo with userId, userName, avatarUrl?, profileUrl?, found an array of 0",
  ],
  [
    "updateUserPresence",
    (galaxy) => {
      galaxy.updateUserPresence("7", { presenceState: "busy" } as never);
    },
    'presence.presenceState: expected "unknown" or "online" or "offline" or "away", found "busy"',
  ],
  [
    "storeCredentials",
    (galaxy) => {
      galaxy.storeCredentials(nested(10_000));
    },
    `credentials${".in".repeat(19)}…: expected a value of at most 200 levels, found one that is nested more deeply`,
  ],
  [
    "notify",
    (galaxy) => {
      galaxy.notify("some_thing", nested(10_000) as never);
    },
    `params${".in".repeat(19)}…: expected a value of at most 200 levels, found one that is nested more deeply`,
  ],
  [
    "updateChatRoom",
    (galaxy) => {
      galaxy.updateChatRoom("r", { unreadMessageCount: -1 });
    },
    "unreadMessageCount: expected a whole number, zero or more, found the number -1",
  ],
];

/** Returns an object in an object in an object. */
function nested(levels: number): object {
  let value = {};
  for (let level = 1; level < levels; level++) value = { in: value };
  return value;
}

const start = async (handshake = true) => {
  const rig = await startRig(integration({}), { handshake });
  rig.wire.lines.length = 0;
  return { rig, galaxy: rig.plugin.resolve(GalaxyClient) };
};

describe("GalaxyClient", () => {
  it.each(rows)("%s sends the exact line", async (_, call, line) => {
    const { rig, galaxy } = await start();
    call(galaxy);
    await rig.settled();
    expect(rig.wire.lines).toEqual([line]);
  });

  it.each(rejections)("%s throws for an invalid argument and sends nothing", async (_, call, message) => {
    const { rig, galaxy } = await start();
    expect(() => {
      call(galaxy);
    }).toThrow(CodecError);
    expect(() => {
      call(galaxy);
    }).toThrow(message);
    await rig.settled();
    expect(rig.wire.lines).toEqual([]);
  });

  it("keeps the order of calls in one write", async () => {
    const { rig, galaxy } = await start();
    rig.wire.writes.length = 0;
    for (let index = 0; index < 100; index++) galaxy.removeGame(String(index));
    await rig.settled();
    expect(rig.wire.lines.map((line) => (JSON.parse(line) as { params: { game_id: string } }).params.game_id)).toEqual(
      Array.from({ length: 100 }, (_, index) => String(index)),
    );
    expect(rig.wire.writes).toHaveLength(1);
  });

  it("sends what a getter of a game sends before that game, and both complete", async () => {
    const { rig, galaxy } = await start();
    const send = (title: string, inner: () => void): void => {
      galaxy.updateGame({
        ...game,
        get gameTitle() {
          inner();
          return title;
        },
      });
    };
    galaxy.updateGame(game);
    send("1", () => {
      galaxy.updateGame(game);
    });
    send("2", () => {
      galaxy.removeGame("1");
    });
    send("3", () => {
      for (let index = 0; index < 500; index++) galaxy.updateGame(game);
    });
    await rig.settled();
    const sent = rig.messages.map(({ params }) => params as { owned_game?: object; game_id?: string });
    const expected = (gameTitle: string): object => ({ game_id: "1", game_title: gameTitle });
    expect(sent.slice(0, 5)).toMatchObject([
      { owned_game: expected("Tide") },
      { owned_game: expected("Tide") },
      { owned_game: expected("1") },
      { game_id: "1" },
      { owned_game: expected("2") },
    ]);
    expect(sent).toHaveLength(506);
    expect(sent.at(-1)).toMatchObject({ owned_game: expected("3") });
  });

  it("warns once about notifications before the login and sends them; credentials and cache belong there", async () => {
    const plugin = integration({ login: [Authenticate(), () => ({ userId: "1", userName: "Ada" })] });
    const rig = await startRig(plugin);
    const galaxy = rig.plugin.resolve(GalaxyClient);
    galaxy.storeCredentials({ token: "t" });
    galaxy.lostAuthentication();
    rig.plugin.resolve(PersistentCache).push();
    galaxy.notify("own_method", {});
    expect(rig.warnings).toEqual([]);
    galaxy.removeGame("1");
    galaxy.removeFriend("1");
    const early = expect.stringMatching(/^A notification was sent before the login, and it is unknown whether GALAXY/);
    expect(rig.warnings).toEqual([early]);
    expect(rig.log.entries.at(-1)).toMatchObject({ method: "owned_game_removed" });
    await rig.request("init_authentication");
    galaxy.removeGame("2");
    expect(rig.warnings).toEqual([early]);
    await rig.settled();
    expect(rig.messages.filter(({ method }) => method === "owned_game_removed")).toHaveLength(2);
  });

  it("warns once about notifications before the handshake and sends them", async () => {
    const { rig, galaxy } = await start(false);
    galaxy.removeGame("1");
    galaxy.removeGame("2");
    await rig.settled();
    expect(rig.wire.lines).toHaveLength(2);
    expect(rig.warnings).toEqual([
      "A notification was sent before the handshake, so GALAXY drops it. Send it in @OnHandshake() or later.",
    ]);
  });

  it.each(rows)("%s sends nothing after closing and does not throw", async (_, call) => {
    const { rig, galaxy } = await start();
    rig.wire.hangUp();
    await rig.plugin.closed;
    call(galaxy);
    await rig.settled();
    expect(rig.wire.lines).toEqual([]);
    expect(rig.log.messages("debug").at(-1)).toBe("A notification was not sent because the integration is closing");
  });
});
