import { applicationErrors, rpcErrors } from "@galaxy-kit/protocol";
import { describe, expect, test } from "@jest/globals";
import * as sdk from "../src/index.js";

const annotations = [
  ["GalaxyPlugin", "Service", "Inject", "token"],
  ["Authenticate", "NoLogin", "PassLoginCredentials", "openLoginWindow"],
  ["OwnedGames", "LocalGames", "Subscriptions", "Friends"],
  [
    "Achievements",
    "GameTimes",
    "LibrarySettings",
    "OSCompatibilities",
    "LocalSizes",
    "UserPresences",
    "SubscriptionGames",
  ],
  ["ImportContext", "ImportComplete"],
  ["UNCHANGED", "UNKNOWN", "sourceOf", "toUnixTime"],
  ["LaunchGame", "InstallGame", "UninstallGame", "LaunchPlatformClient", "ShutdownPlatformClient"],
  ["Rooms", "SendMessage", "MarkAsRead", "RoomHistoryFromMessage", "RoomHistoryFromTimestamp", "Users"],
  ["OnHandshake", "OnTick", "Every", "Connection", "OnShutdown"],
  ["OnlyOn", "Rpc"],
].flat();
const injectables = [
  "GalaxyClient",
  "PersistentCache",
  "CredentialStore",
  "Logger",
  "Secrets",
  "Lifetime",
  "LoggedInUser",
  "Clock",
  "PluginIdentity",
];
const values = [
  "Feature",
  "Platform",
  "LicenseType",
  "LocalGameState",
  "OSCompatibility",
  "PresenceState",
  "SubscriptionDiscovery",
];
const errors = [
  "GalaxyError",
  "PluginDefinitionError",
  "definitionCodes",
  "RefusedError",
  "NotReadyError",
  "RetryAfter",
  "CodecError",
];

describe("the public API", () => {
  test("consists of these exports", () => {
    expect(Object.keys(sdk).sort()).toStrictEqual(
      [
        ...annotations,
        ...injectables,
        ...values,
        ...errors,
        ...Object.keys(applicationErrors),
        ...Object.keys(rpcErrors),
      ].sort(),
    );
  });

  test("loads reflect-metadata", () => {
    expect(typeof Reflect.getMetadata).toBe("function");
  });
});
