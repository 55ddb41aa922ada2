import {
  Authenticate,
  Friends,
  LicenseType,
  LocalGames,
  MarkAsRead,
  OwnedGames,
  Rooms,
  Subscriptions,
  Users,
} from "@galaxy-kit/sdk";
import { describe, expect, it } from "@jest/globals";
import { integration } from "../support/author.js";
import { startRig } from "../support/rig.js";

const license = { licenseType: LicenseType.Unknown };
const tide = { gameId: "1", gameTitle: "Tide", licenseInfo: license };

/** Results that fail type checking unless typed `any`, and the message that points the author to them. */
const rows = [
  {
    method: "import_owned_games",
    decorator: OwnedGames(),
    returns: undefined,
    decorated: "@OwnedGames()",
    reason: "ownedGames: expected an array, found nothing",
  },
  {
    method: "import_owned_games",
    decorator: OwnedGames(),
    returns: new Map(),
    decorated: "@OwnedGames()",
    reason: "ownedGames: expected an array, found a Map",
  },
  {
    method: "import_owned_games",
    decorator: OwnedGames(),
    returns: [null],
    decorated: "@OwnedGames()",
    reason: "ownedGames[0]: expected a Game with gameId, gameTitle, dlcs?, licenseInfo, found null",
  },
  {
    method: "import_owned_games",
    decorator: OwnedGames(),
    returns: [{ ...tide, gameId: 1 }],
    decorated: "@OwnedGames()",
    reason: "ownedGames[0].gameId: expected a string, found the number 1",
  },
  {
    method: "import_owned_games",
    decorator: OwnedGames(),
    returns: [{ ...tide, gameTitle: undefined }],
    decorated: "@OwnedGames()",
    reason: "ownedGames[0].gameTitle: expected a string, found nothing",
  },
  {
    method: "import_owned_games",
    decorator: OwnedGames(),
    returns: [{ ...tide, dlcs: [{ dlcId: "a", dlcTitle: "b", licenseInfo: { licenseType: "Free" } }] }],
    decorated: "@OwnedGames()",
    reason:
      'ownedGames[0].dlcs[0].licenseInfo.licenseType: expected "Unknown" or "SinglePurchase" or "FreeToPlay" or "OtherUserLicense", found "Free"',
  },
  {
    method: "import_local_games",
    decorator: LocalGames(),
    returns: [{ gameId: "1", localGameState: 4 }],
    decorated: "@LocalGames()",
    reason:
      "localGames[0].localGameState: expected a combination of LocalGameState.Installed and Running, or None, found the number 4",
  },
  {
    method: "import_friends",
    decorator: Friends(),
    returns: [{ userId: "1" }],
    decorated: "@Friends()",
    reason: "friendInfoList[0].userName: expected a string, found nothing",
  },
  {
    method: "import_subscriptions",
    decorator: Subscriptions(),
    returns: [{ subscriptionName: "P", subscriptionDiscovery: 0 }],
    decorated: "@Subscriptions()",
    reason:
      "subscriptions[0].subscriptionDiscovery: expected a combination of SubscriptionDiscovery.Automatic and UserEnabled, found the number 0",
  },
  {
    method: "import_subscriptions",
    decorator: Subscriptions(),
    returns: [{ subscriptionName: "P", owned: true, endTime: 1_700_000_000_000 }],
    decorated: "@Subscriptions()",
    reason:
      "subscriptions[0].endTime: expected seconds since 1970 (this looks like milliseconds: divide it by 1000), found the number 1700000000000",
  },
  {
    method: "import_rooms",
    decorator: Rooms(),
    returns: [{ roomId: "r", unreadMessageCount: -1 }],
    decorated: "@Rooms()",
    reason: "rooms[0].unreadMessageCount: expected a whole number, zero or more, found the number -1",
  },
  {
    method: "import_user_infos",
    decorator: Users(),
    params: { user_id_list: [] },
    returns: {},
    decorated: "@Users()",
    reason: "userInfoList: expected an array, found an empty object",
  },
  {
    method: "import_friends",
    decorator: Friends(),
    returns: [Promise.resolve({ userId: "1", userName: "Ada" })],
    decorated: "@Friends()",
    reason: "friendInfoList[0]: expected a UserInfo with userId, userName, avatarUrl?, profileUrl?, found a Promise",
  },
];

describe("an invalid result", () => {
  it.each(rows)(
    "of $method is reported with Class.method and the path: $reason",
    async ({ method, decorator, params = {}, returns, decorated, reason }) => {
      const rig = await startRig(integration({ handle: [decorator, () => returns] }));
      const text = `Author.handle (${decorated}) returned an invalid result: ${reason}`;
      expect(await rig.request(method, params)).toEqual({
        error: { code: 0, message: text, data: { internal_type: "UnknownError" } },
      });
      expect(rig.log.entries.at(-1)).toEqual({
        time: expect.any(String),
        level: "error",
        logger: "Author",
        message: text,
        place: "Author.handle",
      });
    },
  );

  it.each([
    { returns: undefined, found: "nothing" },
    { returns: "u1", found: '"u1"' },
    { returns: true, found: "the boolean true" },
  ])("of a login is reported: $found", async ({ returns, found }) => {
    const rig = await startRig(integration({ login: [Authenticate(), () => returns] }));
    expect(await rig.request("init_authentication")).toMatchObject({
      error: {
        message: `Author.login (@Authenticate()) returned an invalid result: expected an Authentication with userId and userName, or a NextStep with nextStep and authParams, found ${found}`,
      },
    });
  });

  it("is ignored if no result is expected", async () => {
    const rig = await startRig(integration({ handle: [MarkAsRead(), () => "something"] }));
    expect(await rig.request("mark_as_read", { room_id: "r", last_message_id: "m" })).toEqual({ result: null });
  });
});
