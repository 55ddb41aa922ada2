import { rm } from "node:fs/promises";
import { join } from "node:path";
import { LocalGameState } from "@galaxy-kit/sdk";
import {
  type KnownGame,
  openFolder,
  quickTimings,
  SimulatedClient,
  type SimulatedClientOptions,
} from "@galaxy-kit/simulator";
import { isRunning, kill, TestLibrary } from "@galaxy-kit/test-support";
import { bundledFolderLibrary } from "@galaxy-kit/test-support/jest";
import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";

const PROJECT = bundledFolderLibrary();
const INTEGRATION = join(PROJECT, "dist", "main.js");
const { Installed, Running } = LocalGameState;

jest.setTimeout(30_000);

let library: TestLibrary;
let client: SimulatedClient;

beforeEach(async () => {
  library = await TestLibrary.create();
});

afterEach(async () => {
  await client.close();
  await library.destroy();
  await rm(`${library.dir}.data`, { recursive: true, force: true, maxRetries: 5 });
});

/** The integration shows the test library, and keeps its data next to it. */
function environment(): Readonly<Record<string, string>> {
  return { GALAXY_KIT_LIBRARY: library.dir, GALAXY_KIT_DATA_DIR: `${library.dir}.data` };
}

/** Runs the built integration in its own process. */
async function connect(stored: Pick<SimulatedClientOptions, "cache"> = {}): Promise<void> {
  const integration = { command: process.execPath, args: [INTEGRATION], env: environment() };
  client = new SimulatedClient({ integration, timings: quickTimings, ...stored });
  await client.start();
  await client.importsDone(10_000);
}

function game(id: string): KnownGame | undefined {
  return client.library.games[id];
}

function isRunningInClient(id: string): boolean {
  return ((game(id)?.localGameState ?? LocalGameState.None) & Running) !== 0;
}

describe("the integration in its own process", () => {
  it("runs without problems", async () => {
    await library.add("a");
    await connect();
    expect(client.status.state).toBe("connected");
    expect(client.problems).toEqual([]);
    expect((await client.close()).code).toBe(0);
  });

  it("attributes a log line to the message that caused it", async () => {
    const { source } = await openFolder(PROJECT);
    const env = { ...source.env, ...environment() };
    client = new SimulatedClient({ integration: { ...source, env }, timings: quickTimings });
    await client.start();
    await client.importsDone(10_000);
    client.launchGame("none");
    const { cause } = await client.waitFor(() => client.log.find(({ text }) => text.includes("no game")));
    const launch = client.journal.find(({ method }) => method === "launch_game");
    expect(cause).toEqual({ number: launch?.number, certain: true });
  });

  it("reports when a game starts and when it ends", async () => {
    await library.add("a");
    await connect();
    client.launchGame("a");
    await client.waitFor(() => isRunningInClient("a"));
    kill(await library.started("a"));
    await client.waitFor(() => game("a")?.localGameState === Installed);
    expect(game("a")?.lastPlayedTime).toBeGreaterThan(Date.now() / 1000 - 60);
    expect(client.problems).toEqual([]);
  });

  it("starts a game once, and leaves it running", async () => {
    await library.add("ä b", { folder: "Ein Spiel (ä)" });
    await connect();
    client.launchGame("ä b");
    client.launchGame("ä b");
    await client.waitFor(() => isRunningInClient("ä b"));
    const pid = await library.started("Ein Spiel (ä)");
    expect(await library.pids("Ein Spiel (ä)")).toEqual([pid]);

    const { cache } = client.snapshot();
    await client.close();
    expect(isRunning(pid)).toBe(true);

    await connect({ cache });
    expect(isRunningInClient("ä b")).toBe(true);
    expect(client.problems).toEqual([]);
  });

  it("finds a running game again after it was killed itself", async () => {
    await library.add("a");
    await connect();
    client.launchGame("a");
    const pid = await library.started("a");
    kill(client.pid ?? NaN);
    await client.waitFor(({ status }) => status.state === "crashed");
    await client.retry();
    await client.importsDone(10_000);
    await client.waitFor(() => isRunningInClient("a"));
    expect(isRunning(pid)).toBe(true);
  });

  it("follows changes of the folder, and keeps the games when the folder is unavailable", async () => {
    await library.add("a");
    await connect();
    await library.add("b");
    await client.waitFor(() => game("b")?.localGameState === Installed);

    await library.takeAway();
    try {
      await client.waitFor(({ log }) => log.some(({ text }) => text.includes("Cannot read")));
      expect((await client.reimport("ownedGames")).state).toBe("finished");
      expect(Object.keys(client.library.games).sort()).toEqual(["a", "b"]);
    } finally {
      await library.bringBack();
    }
  });
});
