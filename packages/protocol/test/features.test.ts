import { calledFeatures, experimentalFeatures, featuresWithoutCall } from "@galaxy-kit/test-support";
import { describe, expect, test } from "@jest/globals";
import { clientNotifications, clientRequests, Feature, imports } from "../src/index.js";

describe("Feature", () => {
  test("has exactly the names on the wire", () => {
    expect(Object.values(Feature).sort()).toStrictEqual(
      [...calledFeatures, ...experimentalFeatures, ...featuresWithoutCall].sort(),
    );
  });

  test.each(Object.entries(Feature))("%s is its own name on the wire", (name, wireName) => {
    expect(wireName).toBe(name);
  });

  const calls = [...Object.values(clientRequests), ...Object.values(clientNotifications), ...Object.values(imports)];
  const covered = new Set(calls.map((call) => ("feature" in call ? call.feature : undefined)));

  test.each([...calledFeatures, ...experimentalFeatures])("%s belongs to a call", (feature) => {
    expect([...covered]).toContain(feature);
  });

  test.each(featuresWithoutCall)("no call belongs to %s", (feature) => {
    expect([...covered]).not.toContain(feature);
  });

  test.each(calledFeatures)("exactly one call belongs to %s", (feature) => {
    expect(calls.filter((call) => "feature" in call && call.feature === feature)).toHaveLength(1);
  });

  test("five calls belong to Chat", () => {
    expect(calls.filter((call) => "feature" in call && call.feature === "Chat")).toHaveLength(5);
  });
});
