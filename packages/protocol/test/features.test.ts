import { calledFeatures, experimentalFeatures, featuresWithoutCall } from "@galaxy-kit/test-support";
import { describe, expect, test } from "@jest/globals";
import { clientNotifications, clientRequests, Feature, imports } from "../src/index.js";

describe("Feature", () => {
  test("has every name of the wire and no other", () => {
    expect(Object.values(Feature).sort()).toStrictEqual(
      [...calledFeatures, ...experimentalFeatures, ...featuresWithoutCall].sort(),
    );
  });

  test.each(Object.entries(Feature))("%s is its own name on the wire", (name, wireName) => {
    expect(wireName).toBe(name);
  });

  const calls = [...Object.values(clientRequests), ...Object.values(clientNotifications), ...Object.values(imports)];
  const covered = new Set(calls.map((call) => ("feature" in call ? call.feature : undefined)));

  test.each([...calledFeatures, ...experimentalFeatures])("%s is announced for some call", (feature) => {
    expect([...covered]).toContain(feature);
  });

  test.each(featuresWithoutCall)("%s is announced for no call", (feature) => {
    expect([...covered]).not.toContain(feature);
  });

  test.each(calledFeatures)("%s is announced for one call only", (feature) => {
    expect(calls.filter((call) => "feature" in call && call.feature === feature)).toHaveLength(1);
  });

  test("Chat is announced for five calls", () => {
    expect(calls.filter((call) => "feature" in call && call.feature === "Chat")).toHaveLength(5);
  });
});
