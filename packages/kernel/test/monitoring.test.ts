import { readPartStates, readProcessFigures } from "@galaxy-kit/protocol";
import {
  Authenticate,
  BackendNotAvailable,
  Connection,
  type ConnectionRun,
  Every,
  Friends,
  OwnedGames,
  Secrets,
} from "@galaxy-kit/sdk";
import { Monitor } from "@galaxy-kit/sdk/extend";
import { beforeEach, describe, expect, it } from "@jest/globals";
import { loadParts, readDefinition } from "../src/internal.js";
import { integration } from "./support/author.js";
import { type Rig, startRig } from "./support/rig.js";

let lines: string[];
let failure: Error | undefined;

beforeEach(() => {
  lines = [];
  failure = undefined;
});

const game = (gameId: string) => ({ gameId, gameTitle: gameId, licenseInfo: { licenseType: "Unknown" } });
let games: string[];

/** Has a source that works, one that can fail, a schedule and a connection. */
const watched = integration({
  login: [Authenticate(), () => ({ userId: "1", userName: "Ada" })],
  owned: [OwnedGames({ refresh: "10m", removals: { confirm: 2, brake: "30%" } }), () => games.map(game)],
  friends: [
    Friends({ refresh: "on request" }),
    () => {
      if (failure) throw failure;
      return [];
    },
  ],
  sweep: [Every("1h"), () => undefined],
  follow: [
    Connection(),
    async ({ connected, signal }: ConnectionRun) => {
      if (failure) throw failure;
      connected();
      await new Promise((_, reject) => signal.addEventListener("abort", reject));
    },
  ],
});

async function start(): Promise<Rig> {
  games = ["a", "b"];
  const { methods } = readDefinition(watched, "linux");
  return await startRig(watched, { parts: await loadParts(methods, true), stateSink: (line) => lines.push(line) });
}

const states = () => lines.map((line) => readPartStates(line)).filter((parts) => parts !== undefined);
const figures = () => lines.map((line) => readProcessFigures(line)).filter((found) => found !== undefined);
const latest = (name: string) =>
  states()
    .at(-1)
    ?.find((part) => part.name.endsWith(`.${name}`));

describe("The state of an integration, for tools", () => {
  it("has each source: what it knows, when it runs next, why it failed, and what it holds back", async () => {
    const rig = await start();
    expect(latest("owned")).toMatchObject({ kind: "source", state: "never", count: 0 });
    await rig.request("init_authentication");
    await rig.request("import_owned_games");
    failure = new BackendNotAvailable("the shop is closed");
    await rig.request("import_friends");
    await rig.clock.advance("1s");
    const at = rig.clock.now();
    expect(latest("owned")).toMatchObject({ state: "fresh", count: 2, pending: 0, paused: false });
    expect((latest("owned") as { nextAt: number }).nextAt).toBeGreaterThan(at + 9 * 60_000);
    expect(latest("friends")).toMatchObject({ state: "failing", error: "the shop is closed" });

    games = [];
    await rig.clock.advance("10m");
    expect(latest("owned")).toMatchObject({
      count: 2,
      heldBack: { count: 2, first: ["a", "b"], answersNeeded: 1, suspicious: true },
    });
  });

  it("comes with what the process costs, every two seconds", async () => {
    const rig = await start();
    expect(figures()).toHaveLength(1);
    await rig.clock.advance("4s");
    expect(figures()).toHaveLength(3);
    for (const { memory, eventLoopDelay } of figures()) {
      expect(memory).toBeGreaterThan(10 * 1024 * 1024);
      expect(eventLoopDelay).toBeGreaterThanOrEqual(0);
    }
  });

  it("has each schedule: when it ran, and when it runs next", async () => {
    const rig = await start();
    const ranAt = rig.clock.now();
    await rig.clock.advance("1s");
    expect(latest("sweep")).toMatchObject({ kind: "schedule", running: false });
    const { ranAt: shown = 0, nextAt } = latest("sweep") as { ranAt?: number; nextAt?: number };
    expect(ranAt - shown).toBeLessThanOrEqual(50);
    expect(nextAt).toBe(shown + 3_600_000);
  });

  it("has each connection: since when it exists, or why not and when the next attempt begins", async () => {
    const rig = await start();
    expect(latest("follow")).toMatchObject({ kind: "connection", state: "waiting" });
    failure = new BackendNotAvailable("the shop is closed");
    await rig.request("init_authentication");
    await rig.clock.advance("20s");
    const { nextAt, failingSince } = latest("follow") as { nextAt: number; failingSince: number };
    expect(latest("follow")).toMatchObject({ state: "waiting", error: "BackendNotAvailable: the shop is closed" });
    expect(nextAt).toBeGreaterThan(rig.clock.now());
    expect(failingSince).toBeLessThan(rig.clock.now() - 19_000);
    failure = undefined;
    await rig.clock.advance("1m");
    const connection = latest("follow");
    expect(connection).toMatchObject({ state: "connected", connectedAt: nextAt });
    expect(connection).not.toHaveProperty("error", expect.anything());
  });

  it("is written once a second at most, and only if it has changed", async () => {
    const rig = await start();
    await rig.clock.advance("1s");
    const before = states().length;
    await rig.clock.advance("5m");
    expect(states()).toHaveLength(before);
    await rig.request("init_authentication");
    for (let request = 0; request < 20; request++) {
      await rig.request("import_friends");
      await rig.clock.advance("100ms");
    }
    expect(states().length - before).toBeLessThanOrEqual(3);
    expect(states().length - before).toBeGreaterThanOrEqual(1);
  });

  it("is written once more at the end, so that a short run shows what it has found", async () => {
    const rig = await start();
    await rig.request("init_authentication");
    await rig.request("import_owned_games");
    expect(latest("owned")).toMatchObject({ state: "never" });
    await rig.plugin.close();
    expect(latest("owned")).toMatchObject({ state: "fresh", count: 2 });
  });

  it("contains no secret", async () => {
    const rig = await start();
    rig.plugin.resolve(Secrets).add("hunter2-hunter2");
    failure = new BackendNotAvailable("no answer to ?token=hunter2-hunter2");
    await rig.request("init_authentication");
    await rig.request("import_friends");
    await rig.clock.advance("1s");
    expect(latest("friends")).toMatchObject({ error: "no answer to ?token=***" });
    expect(lines.join()).not.toContain("hunter2");
  });

  it("is read only while a tool is there", async () => {
    games = [];
    const rig = await startRig(watched);
    let reads = 0;
    rig.plugin.resolve(Monitor).show(() => {
      reads += 1;
      return { kind: "settings", name: "", file: "", problems: [] };
    });
    await rig.clock.advance("1m");
    expect(reads).toBe(0);
  });
});
