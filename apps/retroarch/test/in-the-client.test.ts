import { execFile } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { LocalGameState } from "@galaxy-kit/sdk";
import { quickTimings, SimulatedClient } from "@galaxy-kit/simulator";
import { kill } from "@galaxy-kit/test-support";
import { bundledApp } from "@galaxy-kit/test-support/jest";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { Arcade } from "./arcade.js";

const INTEGRATION = join(bundledApp("retroarch"), "dist", "main.js");
const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const { Installed, Running } = LocalGameState;
const GAME = "Amber Harbor (World)";

let arcade: Arcade;
let client: SimulatedClient;

/** Runs the built integration in its own process. */
async function connect(env: Record<string, string> = {}): Promise<void> {
  const integration = { command: process.execPath, args: [INTEGRATION], env: { ...arcade.environment, ...env } };
  client = new SimulatedClient({ integration, timings: quickTimings });
  await client.start();
  await client.importsDone(10_000);
}

const game = () => client.library.games[GAME];
/** The end of a game shows after a moment, in case something goes on. */
const becomes = (state: number) => client.waitFor(() => game()?.localGameState === state, 25_000);

describe("RetroArch in its own process", () => {
  beforeEach(() => {
    arcade = new Arcade();
    arcade.saveSettings();
  });

  afterEach(async () => {
    await client.close();
    await arcade.destroy();
  });

  it("is launched, keeps running when the integration is killed, and is found again; its play time is counted once", async () => {
    await connect();
    expect(game()).toMatchObject({ gameTitle: "Amber Harbor", localGameState: Installed, timePlayed: 112 * 60 + 6 });
    client.launchGame(GAME);
    await becomes(Installed | Running);
    const { pid } = await arcade.running();

    kill(client.pid ?? NaN);
    await client.waitFor(({ status }) => status.state === "crashed");
    await client.retry();
    await client.importsDone(10_000);
    await becomes(Installed | Running);

    process.kill(pid, "SIGTERM");
    await becomes(Installed);
    expect(arcade.playTime("Mesen", GAME).runtime).toMatch(/^12:05:\d\d$/);
    await client.waitFor(() => (game()?.lastPlayedTime ?? 0) > Date.now() / 1000 - 60);
    expect(game()?.timePlayed).toBe(112 * 60 + 6);
    expect(client.problems.map(({ kind }) => kind)).toEqual(["crash"]);
  });

  it("that goes on in another process is one session", async () => {
    await connect({ RETROARCH_STAND_IN: "fork seconds=2" });
    client.launchGame(GAME);
    await becomes(Installed | Running);
    await arcade.ended();
    expect(game()?.localGameState).toBe(Installed | Running);
    await becomes(Installed);
    expect(arcade.playTime("Mesen", GAME).runtime).toMatch(/^12:05:1\d$/);
  });

  it("that crashes at once can be played again at once, and the log says what was started", async () => {
    await connect({ RETROARCH_STAND_IN: "crash" });
    client.launchGame(GAME);
    await client.waitFor(({ log }) => log.some(({ text }) => text.includes("retroarch.cjs")));
    await becomes(Installed);
  });
});

describe("npm run demo:retroarch", () => {
  it("shows the library of a RetroArch that was made for it", async () => {
    const args = ["scripts/run.cjs", "demo-retroarch", "--once", "--json"];
    const env = { ...process.env, GALAXY_KIT_VARIANT: "psx" };
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: ROOT, env });
    const { platform, games } = JSON.parse(stdout) as { platform: string; games: { gameTitle: string }[] };
    expect(platform).toBe("psx");
    expect(games.map(({ gameTitle }) => gameTitle)).toContain("Lost Disk");
  }, 60_000);
});
