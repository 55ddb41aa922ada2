import { describe, expect, test } from "@jest/globals";
import { clientNotifications, clientRequests, Feature, imports } from "../src/index.js";

const announced = [
  "ImportOwnedGames",
  "ImportInstalledGames",
  "LaunchGame",
  "InstallGame",
  "UninstallGame",
  "ImportAchievements",
  "ImportGameTime",
  "ImportFriends",
  "ShutdownPlatformClient",
  "LaunchPlatformClient",
  "ImportGameLibrarySettings",
  "ImportOSCompatibility",
  "ImportUserPresence",
  "ImportLocalSize",
  "ImportSubscriptions",
  "ImportSubscriptionGames",
];
const historic = ["Chat", "ImportUsers"];
const withoutCall = ["VerifyGame", "Unknown"];

describe("Feature", () => {
  test("has every name of the wire and no other", () => {
    expect(Object.values(Feature).sort()).toStrictEqual([...announced, ...historic, ...withoutCall].sort());
  });

  test.each(Object.entries(Feature))("%s is its own name on the wire", (name, wireName) => {
    expect(wireName).toBe(name);
  });

  const calls = [...Object.values(clientRequests), ...Object.values(clientNotifications), ...Object.values(imports)];
  const covered = new Set(calls.map((call) => ("feature" in call ? call.feature : undefined)));

  test.each([...announced, ...historic])("%s is announced for some call", (feature) => {
    expect([...covered]).toContain(feature);
  });

  test.each(withoutCall)("%s is announced for no call", (feature) => {
    expect([...covered]).not.toContain(feature);
  });

  test.each(announced)("%s is announced for one call only", (feature) => {
    expect(calls.filter((call) => "feature" in call && call.feature === feature)).toHaveLength(1);
  });

  test("Chat is announced for five calls", () => {
    expect(calls.filter((call) => "feature" in call && call.feature === "Chat")).toHaveLength(5);
  });
});
