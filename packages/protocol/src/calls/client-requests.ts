import {
  array,
  json,
  type JsonObject,
  jsonObject,
  type JsonValue,
  list,
  nothing,
  object,
  optional,
  params,
  string,
  under,
  unixSeconds,
} from "../codec/index.js";
import { Feature } from "../features.js";
import {
  type Cookie,
  cookie,
  game,
  localGame,
  type LoginCredentials,
  loginCredentials,
  loginResult,
  message,
  room,
  subscription,
  userInfo,
  userProfile,
} from "../models/index.js";
import { request } from "./call.js";

/** An integration's response to `get_capabilities`. */
export interface Capabilities {
  readonly platformName: string;
  readonly features: readonly string[];
  /** The token that the client passed on the command line. */
  readonly token: string;
}

const capabilities = object<Capabilities>("capabilities", {
  platformName: string,
  features: array(string),
  token: string,
});

const noParams = params<object>({});

/** Every request that the client sends, except `start_*_import`: see {@link imports}. */
export const clientRequests = {
  getCapabilities: request("get_capabilities", noParams, capabilities),
  initializeCache: request("initialize_cache", params<{ data: JsonObject }>({ data: jsonObject }), nothing, {
    secrets: ["data"],
  }),
  ping: request("ping", noParams, nothing),
  shutdown: request("shutdown", noParams, nothing),

  initAuthentication: request(
    "init_authentication",
    params<{ storedCredentials?: JsonValue | undefined }>({ storedCredentials: optional(json) }),
    loginResult,
    { secrets: ["storedCredentials"] },
  ),
  passLoginCredentials: request(
    "pass_login_credentials",
    params<{ step: string; credentials: LoginCredentials; cookies: readonly Cookie[] }>({
      step: string,
      credentials: loginCredentials,
      cookies: array(cookie),
    }),
    loginResult,
    { secrets: ["credentials", "cookies"] },
  ),

  importOwnedGames: request("import_owned_games", noParams, under("ownedGames", list(game, "gameId")), {
    feature: Feature.ImportOwnedGames,
  }),
  importLocalGames: request("import_local_games", noParams, under("localGames", list(localGame, "gameId")), {
    feature: Feature.ImportInstalledGames,
  }),
  importFriends: request("import_friends", noParams, under("friendInfoList", list(userInfo, "userId")), {
    feature: Feature.ImportFriends,
  }),
  importSubscriptions: request(
    "import_subscriptions",
    noParams,
    under("subscriptions", list(subscription, "subscriptionName")),
    {
      feature: Feature.ImportSubscriptions,
    },
  ),

  importRooms: request("import_rooms", noParams, under("rooms", list(room, "roomId")), { feature: Feature.Chat }),
  sendMessage: request(
    "send_message",
    params<{ roomId: string; message: string }>({ roomId: string, message: string }),
    nothing,
    {
      feature: Feature.Chat,
    },
  ),
  markAsRead: request(
    "mark_as_read",
    params<{ roomId: string; lastMessageId: string }>({ roomId: string, lastMessageId: string }),
    nothing,
    { feature: Feature.Chat },
  ),
  importRoomHistoryFromMessage: request(
    "import_room_history_from_message",
    params<{ roomId: string; messageId: string }>({ roomId: string, messageId: string }),
    under("messages", list(message, "messageId")),
    { feature: Feature.Chat },
  ),
  importRoomHistoryFromTimestamp: request(
    "import_room_history_from_timestamp",
    params<{ roomId: string; fromTimestamp: number }>({ roomId: string, fromTimestamp: unixSeconds }),
    under("messages", list(message, "messageId")),
    { feature: Feature.Chat },
  ),
  importUserInfos: request(
    "import_user_infos",
    params<{ userIdList: readonly string[] }>({ userIdList: array(string) }),
    under("userInfoList", list(userProfile, "userId")),
    { feature: Feature.ImportUsers },
  ),
} as const;
