import {
  FailedParsingManifest,
  Friends,
  InstallGame,
  LaunchGame,
  LaunchPlatformClient,
  LicenseType,
  LocalGames,
  LocalGameState,
  OwnedGames,
  PresenceState,
  Rpc,
  ShutdownPlatformClient,
  SubscriptionDiscovery,
  Subscriptions,
  UninstallGame,
  UnknownError,
} from "@galaxy-kit/sdk";
import { type Case, errorJson, integration, method } from "./case.js";

const single = { licenseType: LicenseType.SinglePurchase };
const doom = { gameId: "3", gameTitle: "Doom", licenseInfo: single };
const DOOM = '{"game_id":"3","game_title":"Doom","license_info":{"license_type":"SinglePurchase"}}';
const UNKNOWN = errorJson(0, "Unknown error", "UnknownError");
const MANIFEST = errorJson(200, "Failed parsing manifest", "FailedParsingManifest");

const fail = (error: Error) => (): never => {
  throw error;
};

/** The client sends a request and gets a response. */
const request = (name: string, response: string): string => `
  > {"jsonrpc":"2.0","id":"3","method":"${name}"}
  < {"jsonrpc":"2.0","id":"3",${response}}`;

/** The integration sends a notification. */
const notification = (name: string, params: string): string => `
  > {"jsonrpc":"2.0","method":"go"}
  < {"jsonrpc":"2.0","method":"${name}","params":${params}}`;

/** Whole lists, their updates, and the user's commands. */
export const libraryCases: readonly Case[] = [
  {
    name: "owned games include their DLC and omit missing fields",
    plugin: integration(
      method(OwnedGames(), () => [
        doom,
        {
          gameId: "5",
          gameTitle: "Witcher 3",
          dlcs: [
            { dlcId: "7", dlcTitle: "Hearts of Stone", licenseInfo: single },
            {
              dlcId: "8",
              dlcTitle: "Temerian Armor Set",
              licenseInfo: { licenseType: LicenseType.FreeToPlay, owner: undefined },
            },
          ],
          licenseInfo: single,
        },
      ]),
    ),
    dialogue: request(
      "import_owned_games",
      `"result":{"owned_games":[${DOOM},{"game_id":"5","game_title":"Witcher 3","dlcs":[{"dlc_id":"7","dlc_title":"Hearts of Stone","license_info":{"license_type":"SinglePurchase"}},{"dlc_id":"8","dlc_title":"Temerian Armor Set","license_info":{"license_type":"FreeToPlay"}}],"license_info":{"license_type":"SinglePurchase"}}]}`,
    ),
  },
  {
    name: "owned games can fail",
    plugin: integration(method(OwnedGames(), fail(new UnknownError()))),
    dialogue: request("import_owned_games", `"error":${UNKNOWN}`),
  },
  {
    name: "a game is added",
    plugin: integration(
      method(Rpc("go"), function () {
        this.galaxy.addGame(doom);
      }),
    ),
    dialogue: notification("owned_game_added", `{"owned_game":${DOOM}}`),
  },
  {
    name: "a game is removed",
    plugin: integration(
      method(Rpc("go"), function () {
        this.galaxy.removeGame("5");
      }),
    ),
    dialogue: notification("owned_game_removed", '{"game_id":"5"}'),
  },
  {
    name: "a game is updated",
    plugin: integration(
      method(Rpc("go"), function () {
        this.galaxy.updateGame(doom);
      }),
    ),
    dialogue: notification("owned_game_updated", `{"owned_game":${DOOM}}`),
  },

  {
    name: "the state of local games is a combination of flags",
    plugin: integration(
      method(LocalGames(), () => [
        { gameId: "1", localGameState: LocalGameState.Running },
        { gameId: "2", localGameState: LocalGameState.Installed },
        { gameId: "3", localGameState: LocalGameState.Installed | LocalGameState.Running },
      ]),
    ),
    dialogue: request(
      "import_local_games",
      '"result":{"local_games":[{"game_id":"1","local_game_state":2},{"game_id":"2","local_game_state":1},{"game_id":"3","local_game_state":3}]}',
    ),
  },
  {
    name: "local games can fail with UnknownError",
    plugin: integration(method(LocalGames(), fail(new UnknownError()))),
    dialogue: request("import_local_games", `"error":${UNKNOWN}`),
  },
  {
    name: "local games can fail with FailedParsingManifest",
    plugin: integration(method(LocalGames(), fail(new FailedParsingManifest()))),
    dialogue: request("import_local_games", `"error":${MANIFEST}`),
  },
  {
    name: "the state of a local game changes",
    plugin: integration(
      method(Rpc("go"), function () {
        this.galaxy.updateLocalGameStatus({ gameId: "1", localGameState: LocalGameState.Running });
      }),
    ),
    dialogue: notification("local_game_status_changed", '{"local_game":{"game_id":"1","local_game_state":2}}'),
  },

  {
    name: "friends omit missing URLs",
    plugin: integration(
      method(Friends(), () => [
        { userId: "3", userName: "Jan", avatarUrl: "https://avatar.url/u3", profileUrl: undefined },
        { userId: "5", userName: "Ola", profileUrl: "https://profile.url/u5" },
      ]),
    ),
    dialogue: request(
      "import_friends",
      '"result":{"friend_info_list":[{"user_id":"3","user_name":"Jan","avatar_url":"https://avatar.url/u3"},{"user_id":"5","user_name":"Ola","profile_url":"https://profile.url/u5"}]}',
    ),
  },
  {
    name: "friends can fail",
    plugin: integration(method(Friends(), fail(new UnknownError()))),
    dialogue: request("import_friends", `"error":${UNKNOWN}`),
  },
  {
    name: "a friend is added",
    plugin: integration(
      method(Rpc("go"), function () {
        this.galaxy.addFriend({
          userId: "7",
          userName: "Kuba",
          avatarUrl: "https://a.url/kuba.jpg",
          profileUrl: "https://p.url/kuba",
        });
      }),
    ),
    dialogue: notification(
      "friend_added",
      '{"friend_info":{"user_id":"7","user_name":"Kuba","avatar_url":"https://a.url/kuba.jpg","profile_url":"https://p.url/kuba"}}',
    ),
  },
  {
    name: "a friend is removed",
    plugin: integration(
      method(Rpc("go"), function () {
        this.galaxy.removeFriend("5");
      }),
    ),
    dialogue: notification("friend_removed", '{"user_id":"5"}'),
  },
  {
    name: "a friend is updated",
    plugin: integration(
      method(Rpc("go"), function () {
        this.galaxy.updateFriend({
          userId: "7",
          userName: "Jakub",
          avatarUrl: "https://a.url/kuba2.jpg",
          profileUrl: "https://p.url/kuba",
        });
      }),
    ),
    dialogue: notification(
      "friend_updated",
      '{"friend_info":{"user_id":"7","user_name":"Jakub","avatar_url":"https://a.url/kuba2.jpg","profile_url":"https://p.url/kuba"}}',
    ),
  },

  {
    name: "subscriptions use both discovery methods unless they specify one",
    plugin: integration(
      method(Subscriptions(), () => [
        { subscriptionName: "1" },
        { subscriptionName: "2", owned: false, subscriptionDiscovery: SubscriptionDiscovery.Automatic },
        {
          subscriptionName: "3",
          owned: true,
          endTime: 1580899100,
          subscriptionDiscovery: SubscriptionDiscovery.UserEnabled,
        },
      ]),
    ),
    dialogue: request(
      "import_subscriptions",
      '"result":{"subscriptions":[{"subscription_name":"1","subscription_discovery":3},{"subscription_name":"2","owned":false,"subscription_discovery":1},{"subscription_name":"3","owned":true,"end_time":1580899100,"subscription_discovery":2}]}',
    ),
  },
  {
    name: "subscriptions can fail with UnknownError",
    plugin: integration(method(Subscriptions(), fail(new UnknownError()))),
    dialogue: request("import_subscriptions", `"error":${UNKNOWN}`),
  },
  {
    name: "subscriptions can fail with FailedParsingManifest",
    plugin: integration(method(Subscriptions(), fail(new FailedParsingManifest()))),
    dialogue: request("import_subscriptions", `"error":${MANIFEST}`),
  },
  {
    name: "a subscription that ends but is not owned is rejected (Python: when it is created; here: when it would be sent)",
    plugin: integration(method(Subscriptions(), () => [{ subscriptionName: "test", owned: false, endTime: 123 }])),
    dialogue: request(
      "import_subscriptions",
      `"error":${errorJson(0, "Integration.method0 (@Subscriptions()) returned an invalid result: subscriptions[0]: expected a Subscription with owned: true, because it has an endTime, found an object with subscriptionName, owned, endTime", "UnknownError")}`,
    ),
  },

  {
    name: "a game time is sent",
    plugin: integration(
      method(Rpc("go"), function () {
        this.galaxy.updateGameTime({ gameId: "3", timePlayed: 60, lastPlayedTime: 1549550504 });
      }),
    ),
    dialogue: notification(
      "game_time_updated",
      '{"game_time":{"game_id":"3","time_played":60,"last_played_time":1549550504}}',
    ),
  },
  {
    name: "an unlocked achievement is sent",
    plugin: integration(
      method(Rpc("go"), function () {
        this.galaxy.unlockAchievement("14", { achievementId: "lvl20", unlockTime: 1548422395 });
      }),
    ),
    dialogue: notification(
      "achievement_unlocked",
      '{"game_id":"14","achievement":{"achievement_id":"lvl20","unlock_time":1548422395}}',
    ),
  },
  {
    name: "a user's presence is sent",
    plugin: integration(
      method(Rpc("go"), function () {
        this.galaxy.updateUserPresence("42", {
          presenceState: PresenceState.Online,
          gameId: "game-id",
          gameTitle: "game-title",
          inGameStatus: "Pew pew",
        });
      }),
    ),
    dialogue: notification(
      "user_presence_updated",
      '{"user_id":"42","presence":{"presence_state":"online","game_id":"game-id","game_title":"game-title","in_game_status":"Pew pew"}}',
    ),
  },

  ...(
    [
      ["launch_game", LaunchGame],
      ["install_game", InstallGame],
      ["uninstall_game", UninstallGame],
    ] as const
  ).map(([name, decorator]) => ({
    name: `${name} is called with the game and gets no response`,
    plugin: integration(
      method(decorator(), function (gameId) {
        this.report(name, gameId);
      }),
    ),
    dialogue: `
      > {"jsonrpc":"2.0","method":"${name}","params":{"game_id":"3"}}
      < {"jsonrpc":"2.0","method":"called","params":{"${name}":["3"]}}`,
  })),
  ...(
    [
      ["launch_platform_client", LaunchPlatformClient],
      ["shutdown_platform_client", ShutdownPlatformClient],
    ] as const
  ).map(([name, decorator]) => ({
    name: `${name} is called and gets no response`,
    plugin: integration(
      method(decorator(), function () {
        this.report(name);
      }),
    ),
    dialogue: `
      > {"jsonrpc":"2.0","method":"${name}"}
      < {"jsonrpc":"2.0","method":"called","params":{"${name}":[]}}`,
  })),
];
