import { getEventListeners } from "node:events";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import {
  Achievements,
  CredentialStore,
  Every,
  GalaxyClient,
  LaunchGame,
  Lifetime,
  OnTick,
  OwnedGames,
  PersistentCache,
  Rpc,
  SubscriptionGames,
  UserPresences,
} from "@galaxy-kit/sdk";
import { expect, it, jest } from "@jest/globals";
import { integration } from "../support/author.js";
import { kinds, subscriptionGames } from "../support/kinds.js";
import { type Rig, startRig } from "../support/rig.js";

jest.setTimeout(120_000);

const WARM_UP_MINUTES = 30;
const MAX_GROWTH_BYTES = 128 * 1024;
/** Tolerates the test runner's timers; a leak of one handle per minute would be forty. */
const MAX_GROWTH_HANDLES = 5;

setFlagsFromString("--expose-gc");
// Code that V8 discards during the test would hide a leak of that size.
setFlagsFromString("--no-flush-bytecode");
const collectGarbage = runInNewContext("gc") as () => void;

const ids = Array.from({ length: 10 }, (_, index) => `id ${index}`);
const achievements = kinds.find(({ kind }) => kind === "achievements")!;
const presences = kinds.find(({ kind }) => kind === "userPresences")!;

/** Uses all features of an integration. */
const busy = integration({
  owned: [OwnedGames(), async () => []],
  achievements: [
    Achievements({ batched: true }),
    async function* (requested: string[]) {
      for (const id of requested) yield [id, achievements.value(id)];
    },
  ],
  presences: [
    UserPresences() as never,
    async (id: string) => (id === "id 7" ? Promise.reject(new Error("gone")) : presences.value(id)),
  ],
  subscriptions: [
    SubscriptionGames(),
    async function* () {
      yield subscriptionGames.page;
    },
  ],
  launch: [LaunchGame(), async () => undefined],
  fail: [
    Rpc("fail"),
    () => {
      throw new Error("as always");
    },
  ],
  tick: [OnTick(), () => undefined],
  refresh: [
    Every("10s"),
    async (signal: AbortSignal) => {
      signal.throwIfAborted();
    },
  ],
});

async function minute(rig: Rig): Promise<void> {
  const galaxy = rig.plugin.resolve(GalaxyClient);
  for (let seconds = 0; seconds < 60; seconds += 5) {
    await rig.clock.advance("5s");
    rig.deliver(
      { jsonrpc: "2.0", id: String(seconds), method: "ping", params: {} },
      { jsonrpc: "2.0", method: "launch_game", params: { game_id: "1" } },
    );
    galaxy.updateGameTime({ gameId: "1", timePlayed: seconds });
  }
  await rig.request("init_authentication", { stored_credentials: { token: "the same as always" } });
  rig.plugin.resolve(CredentialStore).save({ token: "the same as always" });
  rig.plugin.resolve(PersistentCache).set("key", "value");
  rig.plugin.resolve(PersistentCache).push();
  const refreshed = galaxy.refreshCredentials({});
  await rig.settled();
  const { id } = rig.messages.findLast(({ method }) => method === "refresh_credentials")!;
  await rig.send({ jsonrpc: "2.0", id, result: { token: "the same as always" } });
  await refreshed;
  await rig.request("import_owned_games");
  await rig.request("fail");
  await rig.send(
    "no JSON",
    { jsonrpc: "2.0", id: "unknown", method: "unknown" },
    { jsonrpc: "2.0", id: "unexpected", result: 1 },
  );
  for (const { start, idsName } of [achievements, presences, subscriptionGames])
    await rig.request(start, { [idsName]: ids });
}

/** Clears recorded messages, which belong to the test and not to the integration. */
function clearRecords(rig: Rig): void {
  for (const list of [rig.wire.lines, rig.wire.writes, rig.log.lines]) list.length = 0;
}

/** Returns the resources that a run holds. */
function resourcesOf(rig: Rig) {
  return {
    listeners: getEventListeners(rig.plugin.resolve(Lifetime).signal, "abort").length,
    handles: process.getActiveResourcesInfo().length,
    onProcess: process.eventNames().map((name) => process.listenerCount(name)),
  };
}

function heapBytes(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

it("An hour of ticks, pings, logins, imports, failures and notifications leaks nothing", async () => {
  const rig = await startRig(busy);
  const run = async (minutes: number): Promise<void> => {
    for (let number = 0; number < minutes; number++) {
      await minute(rig);
      // The expected failures: one call, one item and one unknown method.
      expect(rig.log.messages("error")).toHaveLength(3);
      expect(rig.wire.lines.filter((line) => line.includes("_finished"))).toHaveLength(ids.length + 3);
      clearRecords(rig);
    }
  };
  await run(WARM_UP_MINUTES);
  const before = { ...resourcesOf(rig), heap: heapBytes() };
  await run(60 - WARM_UP_MINUTES);
  const after = { ...resourcesOf(rig), heap: heapBytes() };
  expect([after.listeners, after.onProcess]).toEqual([before.listeners, before.onProcess]);
  expect(after.handles - before.handles).toBeLessThan(MAX_GROWTH_HANDLES);
  expect(after.heap - before.heap).toBeLessThan(MAX_GROWTH_BYTES);
});
