import { execFile, execFileSync } from "node:child_process";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { LocalGameState } from "@galaxy-kit/sdk";
import { quickTimings, SimulatedClient } from "@galaxy-kit/simulator";
import { eventually, isRunning, kill } from "@galaxy-kit/test-support";
import { newFolder } from "@galaxy-kit/test-support/jest";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { ItchComputer } from "./itch-computer.js";

const INTEGRATION = fileURLToPath(new URL("../dist/main.js", import.meta.url));
const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const { Installed, Running } = LocalGameState;
const GAME = "15000";

let computer: ItchComputer;
let client: SimulatedClient | undefined;

beforeAll(() => {
  computer = new ItchComputer();
});

afterAll(async () => {
  await client?.close();
  await computer.destroy();
});

describe("itch in its own process", () => {
  it("needs no login, launches, and leaves the game running when GALAXY ends, without a secret anywhere", async () => {
    const env = {
      ...computer.environment,
      GALAXY_KIT_DATA_DIR: computer.path("galaxy"),
      GALAXY_KIT_LOG_LEVEL: "debug",
    };
    client = new SimulatedClient({
      integration: { command: process.execPath, args: [INTEGRATION], env },
      timings: quickTimings,
    });
    await client.start();
    await client.importsDone(10_000);
    const game = () => client?.library.games[GAME];
    expect(Object.keys(client.library.games)).toHaveLength(571);
    expect(game()).toMatchObject({ gameTitle: "Paper Lighthouse", localGameState: Installed, timePlayed: 91 });

    client.launchGame(GAME);
    await client.waitFor(() => game()?.localGameState === (Installed | Running));
    const first = await computer.game();
    kill(first, "SIGTERM");
    await client.waitFor(() => game()?.localGameState === Installed, 10_000);

    client.launchGame(GAME);
    const second = await eventually("it runs again", () =>
      computer.lastGame === first ? undefined : computer.lastGame,
    );
    await client.waitFor(() => game()?.localGameState === (Installed | Running));
    const commands = execFileSync("ps", ["-axo", "args"], { encoding: "utf8", maxBuffer: 1e8 });
    const seen = [commands, JSON.stringify(client.journal), JSON.stringify(client.log)].join("\n");
    await client.close();
    await eventually("butler ends", () => (computer.daemons.some(({ pid }) => isRunning(pid)) ? undefined : true));
    expect(isRunning(second)).toBe(true);
    const secrets = ["the0key0of0the0app", ...computer.daemons.map(({ secret }) => secret)];
    expect(secrets.filter((secret) => seen.includes(secret))).toEqual([]);
    expect(client.problems).toEqual([]);
  }, 60_000);
});

describe("npm run demo:itch", () => {
  it("shows the library of an itch app that was made for it", async () => {
    const args = ["scripts/run.cjs", "demo-itch", "--once", "--json"];
    const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: ROOT, maxBuffer: 1e8 });
    const { platform, games } = JSON.parse(stdout) as { platform: string; games: { gameTitle: string }[] };
    expect(platform).toBe("itch");
    expect(games).toHaveLength(571);
  }, 60_000);

  it("says that the stand-in of the API has failed, and leaves no files", async () => {
    const failing = join(newFolder(), "failing.cjs");
    writeFileSync(failing, 'if (process.argv[1]?.endsWith("itch-api.mjs")) process.exit(3);');
    const TMPDIR = newFolder();
    const env = { ...process.env, TMPDIR, NODE_OPTIONS: `--require=${JSON.stringify(failing)}` };
    const demo = promisify(execFile)(process.execPath, ["scripts/run.cjs", "demo-itch", "--once"], { cwd: ROOT, env });
    await expect(demo).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining("has ended before it could") });
    expect(readdirSync(TMPDIR)).toEqual([]);
  }, 60_000);
});
