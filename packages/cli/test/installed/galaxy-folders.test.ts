import { describe, expect, it } from "@jest/globals";
import { galaxyFolders } from "../../src/installed/galaxy-folders.js";
import { problemWithRuntime } from "../../src/installed/runtime.js";

describe("GALAXY's folders", () => {
  it.each([
    [
      "Windows",
      { platform: "win32", env: { LOCALAPPDATA: "D:\\Local", ProgramData: "E:\\Data" }, home: "C:\\Users\\Ada" },
      { plugins: "D:\\Local\\GOG.com\\Galaxy\\plugins\\installed", logs: "E:\\Data\\GOG.com\\Galaxy\\logs" },
    ],
    [
      "Windows without the usual variables",
      { platform: "win32", env: {}, home: "C:\\Users\\Ada" },
      {
        plugins: "C:\\Users\\Ada\\AppData\\Local\\GOG.com\\Galaxy\\plugins\\installed",
        logs: "C:\\ProgramData\\GOG.com\\Galaxy\\logs",
      },
    ],
    [
      "macOS",
      { platform: "darwin", env: {}, home: "/Users/ada" },
      {
        plugins: "/Users/ada/Library/Application Support/GOG.com/Galaxy/plugins/installed",
        logs: "/Users/Shared/GOG.com/Galaxy/Logs",
      },
    ],
    ["Linux", { platform: "linux", env: {}, home: "/home/ada" }, undefined],
  ])("on %s", (_system, environment, folders) => {
    expect(galaxyFolders(environment)).toEqual(folders);
  });
});

describe("a packed Node", () => {
  it.each([
    ["win32", "win32", undefined],
    ["darwin", "darwin", undefined],
    ["darwin", "win32", "contains Node for macOS, but this is Windows"],
    ["win32", "darwin", "contains Node for Windows, but this is macOS"],
    // In Wine.
    ["win32", "linux", undefined],
    [undefined, "win32", undefined],
  ] as const)("for %s, on %s", (madeFor, platform, problem) => {
    expect(problemWithRuntime({ kind: "node", ...(madeFor && { madeFor }) }, platform)).toBe(problem);
  });
});
