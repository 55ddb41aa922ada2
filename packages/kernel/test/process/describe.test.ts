import { spawnSync } from "node:child_process";
import { describe, expect, it, jest } from "@jest/globals";
import { compileFixtures } from "./support/fixtures.js";

jest.setTimeout(60_000);

const fixturePath = compileFixtures();

async function ask(fixture: string) {
  return spawnSync(process.execPath, [(await fixturePath)(fixture), "--describe"], { encoding: "utf8" });
}

describe("--describe", () => {
  it("prints the integration as one line of JSON and exits without connecting to anything", async () => {
    const { status, stdout, stderr } = await ask("terse");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const routes = [{ method: "init_authentication", handler: "TersePlugin.login" }];
    const expected = {
      plugin: "TersePlugin",
      platform: "test",
      features: [],
      classes: ["TersePlugin"],
      parts: [],
      routes,
    };
    expect(stdout).toBe(`${JSON.stringify(expected)}\n`);
  });

  it("lists which method runs for which call of the client, and the feature announced for it", async () => {
    const { stdout } = await ask("anything");
    const { features, routes } = JSON.parse(stdout) as { readonly features: unknown; readonly routes: unknown };
    expect(features).toEqual(["ImportOwnedGames", "LaunchGame", "ImportAchievements"]);
    expect(routes).toEqual([
      { method: "init_authentication", handler: "Anything.login" },
      { method: "import_owned_games", handler: "Anything.owned", feature: "ImportOwnedGames" },
      { method: "start_achievements_import", handler: "Anything.achievements", feature: "ImportAchievements" },
      { method: "launch_game", handler: "Anything.launch", feature: "LaunchGame" },
      { method: "echo", handler: "Anything.echo" },
      { method: "fail", handler: "Anything.fail" },
    ]);
  });

  it("lists the parts of the kernel that other systems need: one bundle is packed for all of them", async () => {
    const { stdout } = await ask("other-system");
    expect(JSON.parse(stdout)).toMatchObject({ features: [], parts: ["sources", "connections"] });
  });

  it("lists a method of an incomplete chat without the feature, which is not announced", async () => {
    const { stdout } = await ask("incomplete-chat");
    const { features, routes } = JSON.parse(stdout) as { readonly features: unknown; readonly routes: unknown };
    expect(features).toEqual([]);
    expect(routes).toContainEqual({ method: "import_rooms", handler: "ChattyPlugin.rooms" });
  });

  it("logs the diagnostics instead when the integration is not written correctly", async () => {
    const { status, stdout, stderr } = await ask("broken");
    expect({ status, stdout }).toEqual({ status: 4, stdout: "" });
    expect(JSON.parse(stderr)).toMatchObject({ level: "error", diagnostics: expect.any(Array) });
  });
});
